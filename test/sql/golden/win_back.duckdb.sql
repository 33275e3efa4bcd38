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
      "mail"."contact_id" AS "contact_key",
      MAX(struct_pack(known_0 := CAST("mail"."changed_at" AS TIMESTAMP) IS NOT NULL, by_0 := CAST("mail"."changed_at" AS TIMESTAMP), known_1 := CAST("mail"."state" AS VARCHAR) IS NOT NULL, by_1 := CAST("mail"."state" AS VARCHAR))).by_1 AS "last"
    FROM "crm"."consents" AS "mail"
    WHERE "mail"."channel" = 'email'
    GROUP BY "mail"."contact_id"
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
