WITH
  "visit" AS (
    SELECT
      "ranked"."contact_key" AS "contact_key",
      "ranked"."last" AS "last"
    FROM (
      SELECT
        "visit"."contact_id" AS "contact_key",
        "visit"."device" AS "last",
        ROW_NUMBER() OVER (PARTITION BY "visit"."contact_id" ORDER BY CAST("visit"."at" AS TIMESTAMP) DESC NULLS LAST, "visit"."device" DESC NULLS LAST) AS "position"
      FROM "events"."tracks" AS "visit"
      WHERE "visit"."event" = 'visit'
    ) AS "ranked"
    WHERE "ranked"."position" = 1
  ),
  "post" AS (
    SELECT
      "ranked"."contact_key" AS "contact_key",
      "ranked"."last" AS "last"
    FROM (
      SELECT
        "post"."contact_id" AS "contact_key",
        "post"."state" AS "last",
        ROW_NUMBER() OVER (PARTITION BY "post"."contact_id" ORDER BY CAST("post"."changed_at" AS TIMESTAMP) DESC NULLS LAST, "post"."state" DESC NULLS LAST) AS "position"
      FROM "crm"."consents" AS "post"
      WHERE "post"."channel" = 'post'
    ) AS "ranked"
    WHERE "ranked"."position" = 1
  ),
  "orders" AS (
    SELECT
      "order"."contact_id" AS "contact_key",
      quantile_cont(CAST(CAST("order"."total" AS DECIMAL(18, 4)) AS DOUBLE), 0.5) AS "median"
    FROM "shop"."orders" AS "order"
    GROUP BY "order"."contact_id"
  )
SELECT "contact"."contact_id" AS "contact_id"
FROM "crm"."contacts" AS "contact"
LEFT JOIN "visit" ON "visit"."contact_key" = "contact"."contact_id"
LEFT JOIN "post" ON "post"."contact_key" = "contact"."contact_id"
LEFT JOIN "orders" ON "orders"."contact_key" = "contact"."contact_id"
WHERE
  "contact"."kind" = 'person'
  AND "contact"."deleted_at" IS NULL
  AND "visit"."last" = 'phone'
  AND COALESCE("post"."last" <> 'opted_in', TRUE)
  AND COALESCE("post"."last" NOT IN ('opted_out', 'bounced'), TRUE)
  AND "orders"."median" > 5;
