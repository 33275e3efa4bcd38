WITH
  "orders" AS (
    SELECT
      "order"."contact_id" AS "contact_key",
      COUNT(*) AS "count",
      SUM(CAST("order"."total" AS DECIMAL(18, 4))) AS "sum"
    FROM "shop"."orders" AS "order"
    WHERE "order"."status" = 'paid'
    GROUP BY "order"."contact_id"
  ),
  "mail" AS (
    SELECT
      "ranked"."contact_key" AS "contact_key",
      "ranked"."last" AS "last"
    FROM (
      SELECT
        "mail"."contact_id" AS "contact_key",
        "mail"."state" AS "last",
        ROW_NUMBER() OVER (PARTITION BY "mail"."contact_id" ORDER BY CAST("mail"."changed_at" AS TIMESTAMP) DESC NULLS LAST, "mail"."state" DESC NULLS LAST) AS "position"
      FROM "crm"."consents" AS "mail"
      WHERE "mail"."channel" = 'email'
    ) AS "ranked"
    WHERE "ranked"."position" = 1
  ),
  "tags" AS (
    SELECT
      "tags"."contact_id" AS "contact_key",
      COUNT(*) AS "count"
    FROM "crm"."tags" AS "tags"
    WHERE "tags"."tag" = 'do_not_contact'
    GROUP BY "tags"."contact_id"
  ),
  "lists" AS (
    SELECT
      "lists"."contact_id" AS "contact_key",
      COUNT(*) AS "count"
    FROM "crm"."lists" AS "lists"
    WHERE "lists"."slug" = 'employees'
    GROUP BY "lists"."contact_id"
  )
SELECT "contact"."contact_id" AS "contact_id"
FROM "crm"."contacts" AS "contact"
LEFT JOIN "orders" ON "orders"."contact_key" = "contact"."contact_id"
LEFT JOIN "segments"."attributes" AS "attributes" ON "attributes"."contact_id" = "contact"."contact_id"
LEFT JOIN "mail" ON "mail"."contact_key" = "contact"."contact_id"
LEFT JOIN "tags" ON "tags"."contact_key" = "contact"."contact_id"
LEFT JOIN "lists" ON "lists"."contact_key" = "contact"."contact_id"
WHERE
  "contact"."kind" = 'person'
  AND "contact"."deleted_at" IS NULL
  AND "orders"."count" > 4
  AND "orders"."sum" > 800
  AND COALESCE(CAST("contact"."seen_at" AS TIMESTAMP) < TIMESTAMP '2025-09-22 12:00:00', TRUE)
  AND "attributes"."contact_id" IS NOT NULL
  AND "mail"."last" = 'opted_in'
  AND COALESCE("tags"."count", 0) = 0
  AND COALESCE("lists"."count", 0) = 0;
