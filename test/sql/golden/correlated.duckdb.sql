WITH
  "orders_2_for" AS (
    SELECT DISTINCT
      "store"."id" AS "store_key",
      CAST("order"."total" AS DECIMAL(18, 4)) AS "order_total"
    FROM "shop"."orders" AS "order"
    LEFT JOIN "shop"."stores" AS "store" ON "store"."id" = "order"."store_id"
    WHERE "store"."id" IS NOT NULL
  ),
  "orders_2" AS (
    SELECT
      "orders_2_for"."store_key" AS "store_key",
      "orders_2_for"."order_total" AS "order_total",
      COUNT(*) AS "count"
    FROM "orders_2_for"
    JOIN "shop"."orders" AS "order" ON "order"."store_id" = "orders_2_for"."store_key"
    WHERE CAST("order"."total" AS DECIMAL(18, 4)) > "orders_2_for"."order_total"
    GROUP BY "orders_2_for"."store_key", "orders_2_for"."order_total"
  ),
  "orders" AS (
    SELECT
      "order"."contact_id" AS "contact_key",
      COUNT(*) AS "count"
    FROM "shop"."orders" AS "order"
    LEFT JOIN "shop"."stores" AS "store" ON "store"."id" = "order"."store_id"
    LEFT JOIN "orders_2"
      ON "orders_2"."store_key" = "store"."id"
      AND "orders_2"."order_total" IS NOT DISTINCT FROM CAST("order"."total" AS DECIMAL(18, 4))
    WHERE "orders_2"."count" > 0
    GROUP BY "order"."contact_id"
  ),
  "contacts_for" AS (
    SELECT DISTINCT
      "company"."id" AS "company_key",
      "contact"."country" AS "contact_country"
    FROM "crm"."contacts" AS "contact"
    LEFT JOIN "crm"."companies" AS "company" ON "company"."id" = "contact"."company_id"
    WHERE
      "contact"."kind" = 'person'
      AND "contact"."deleted_at" IS NULL
      AND "company"."id" IS NOT NULL
  ),
  "contacts" AS (
    SELECT
      "contacts_for"."company_key" AS "company_key",
      "contacts_for"."contact_country" AS "contact_country",
      COUNT(*) AS "count"
    FROM "contacts_for"
    JOIN "crm"."contacts" AS "contact" ON "contact"."company_id" = "contacts_for"."company_key"
    WHERE
      "contact"."kind" = 'person'
      AND "contact"."deleted_at" IS NULL
      AND "contact"."country" = "contacts_for"."contact_country"
    GROUP BY "contacts_for"."company_key", "contacts_for"."contact_country"
  )
SELECT "contact"."contact_id" AS "contact_id"
FROM "crm"."contacts" AS "contact"
LEFT JOIN "orders" ON "orders"."contact_key" = "contact"."contact_id"
LEFT JOIN "crm"."companies" AS "company" ON "company"."id" = "contact"."company_id"
LEFT JOIN "contacts"
  ON "contacts"."company_key" = "company"."id"
  AND "contacts"."contact_country" IS NOT DISTINCT FROM "contact"."country"
WHERE
  "contact"."kind" = 'person'
  AND "contact"."deleted_at" IS NULL
  AND "orders"."count" > 0
  AND "contacts"."count" > 1;
