SELECT "contact"."contact_id" AS "contact_id"
FROM "crm"."contacts" AS "contact"
WHERE
  "contact"."kind" = 'person'
  AND "contact"."deleted_at" IS NULL
  AND TRY_CAST(json_extract_string(TRY_CAST("contact"."lead" AS JSON), '$."score"') AS BIGINT) >= 40
  AND json_extract_string(TRY_CAST("contact"."lead" AS JSON), '$."a b"."c"') IS NULL
  AND list_contains(TRY_CAST(json_extract(TRY_CAST("contact"."lead" AS JSON), '$."tags"') AS VARCHAR[]), 't1')
  AND (
    list_contains(TRY_CAST("contact"."interests" AS VARCHAR[]), 'running')
    OR list_contains(TRY_CAST("contact"."interests" AS VARCHAR[]), 'cycling')
  )
  AND COALESCE(NULLIF(LOWER(SPLIT_PART(SPLIT_PART(SPLIT_PART(SPLIT_PART(SPLIT_PART(SPLIT_PART("contact"."website", '://', 2), '/', 1), '?', 1), '#', 1), '@', -1), ':', 1)), '') <> 'example.com', TRUE)
  AND COALESCE("contact"."vip" <> TRUE, TRUE);
