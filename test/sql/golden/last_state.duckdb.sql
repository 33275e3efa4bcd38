WITH
  "visit" AS (
    SELECT
      "visit"."contact_id" AS "contact_key",
      MAX(struct_pack(known_0 := CAST("visit"."at" AS TIMESTAMP) IS NOT NULL, by_0 := CAST("visit"."at" AS TIMESTAMP), known_1 := CAST("visit"."device" AS VARCHAR) IS NOT NULL, by_1 := CAST("visit"."device" AS VARCHAR))).by_1 AS "last"
    FROM "events"."tracks" AS "visit"
    WHERE "visit"."event" = 'visit'
    GROUP BY "visit"."contact_id"
  ),
  "post" AS (
    SELECT
      "post"."contact_id" AS "contact_key",
      MAX(struct_pack(known_0 := CAST("post"."changed_at" AS TIMESTAMP) IS NOT NULL, by_0 := CAST("post"."changed_at" AS TIMESTAMP), known_1 := CAST("post"."state" AS VARCHAR) IS NOT NULL, by_1 := CAST("post"."state" AS VARCHAR))).by_1 AS "last"
    FROM "crm"."consents" AS "post"
    WHERE "post"."channel" = 'post'
    GROUP BY "post"."contact_id"
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
