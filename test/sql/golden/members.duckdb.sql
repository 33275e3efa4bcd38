SELECT "order"."id" AS "id"
FROM "shop"."orders" AS "order"
LEFT JOIN "crm"."contacts" AS "contact"
  ON "contact"."contact_id" = "order"."contact_id"
  AND "contact"."kind" = 'person'
  AND "contact"."deleted_at" IS NULL
LEFT JOIN "segments"."win_back" AS "win_back" ON "win_back"."contact_id" = "contact"."contact_id"
LEFT JOIN "crm"."companies" AS "company" ON "company"."id" = "contact"."company_id"
LEFT JOIN "segments"."engaged" AS "engaged" ON "engaged"."id" = "company"."id"
WHERE
  "win_back"."contact_id" IS NOT NULL
  AND "engaged"."id" IS NULL
  AND "order"."contact_id" IS NOT NULL
  AND CAST("order"."id" AS VARCHAR) <> '42';
