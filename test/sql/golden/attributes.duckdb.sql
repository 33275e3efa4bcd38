SELECT
  "contact"."contact_id" AS "contact_id",
  "contact"."email" AS "email",
  "company"."name" AS "company_name"
FROM "crm"."contacts" AS "contact"
LEFT JOIN "crm"."companies" AS "company" ON "company"."id" = "contact"."company_id"
WHERE
  "contact"."kind" = 'person'
  AND "contact"."deleted_at" IS NULL
  AND "contact"."country" IN ('PL', 'DE')
  AND ends_with(LOWER("contact"."email"), '@example.com')
  AND COALESCE("contact"."score" >= 40, TRUE)
  AND (
    CAST("contact"."rate" AS DECIMAL(28, 9)) >= 0.7
    OR (
      "contact"."vip" = TRUE
      AND CAST("contact"."seen_at" AS TIMESTAMP) >= TIMESTAMP '2025-10-01 22:00:00'
      AND CAST("contact"."seen_at" AS TIMESTAMP) < TIMESTAMP '2025-10-31 23:00:00'
    )
  )
  AND COALESCE(NULLIF("contact"."nickname", '') <> 'test', TRUE);
