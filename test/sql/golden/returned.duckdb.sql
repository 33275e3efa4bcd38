WITH
  "changes_of_win_back" AS (
    SELECT
      "win_back"."object_key" AS "contact_key",
      MAX(struct_pack(known_0 := CAST("win_back"."changed_at" AS TIMESTAMP) IS NOT NULL, by_0 := CAST("win_back"."changed_at" AS TIMESTAMP), known_1 := CAST("win_back"."refresh_id" AS VARCHAR) IS NOT NULL, by_1 := CAST("win_back"."refresh_id" AS VARCHAR), known_2 := CAST("win_back"."change" AS VARCHAR) IS NOT NULL, by_2 := CAST("win_back"."change" AS VARCHAR))).by_2 AS "last"
    FROM "segments"."membership_changes" AS "win_back"
    WHERE
      "win_back"."segment" = 'win_back'
      AND "win_back"."object_type" = 'contact'
      AND CAST("win_back"."changed_at" AS TIMESTAMP) < TIMESTAMP '2025-10-02 12:00:00'
    GROUP BY "win_back"."object_key"
  ),
  "changes_of_win_back_2" AS (
    SELECT
      "win_back"."object_key" AS "contact_key",
      COUNT(*) AS "count"
    FROM "segments"."membership_changes" AS "win_back"
    WHERE
      "win_back"."segment" = 'win_back'
      AND "win_back"."object_type" = 'contact'
      AND CAST("win_back"."changed_at" AS TIMESTAMP) >= TIMESTAMP '2025-10-25 12:00:00'
      AND CAST("win_back"."changed_at" AS TIMESTAMP) < TIMESTAMP '2025-11-01 12:00:00'
      AND "win_back"."change" = 'entered'
    GROUP BY "win_back"."object_key"
  ),
  "changes_of_engaged" AS (
    SELECT
      "engaged"."object_key" AS "company_key",
      MAX(struct_pack(known_0 := CAST("engaged"."changed_at" AS TIMESTAMP) IS NOT NULL, by_0 := CAST("engaged"."changed_at" AS TIMESTAMP), known_1 := CAST("engaged"."refresh_id" AS VARCHAR) IS NOT NULL, by_1 := CAST("engaged"."refresh_id" AS VARCHAR), known_2 := CAST("engaged"."change" AS VARCHAR) IS NOT NULL, by_2 := CAST("engaged"."change" AS VARCHAR))).by_2 AS "last"
    FROM "segments"."membership_changes" AS "engaged"
    WHERE
      "engaged"."segment" = 'engaged'
      AND "engaged"."object_type" = 'company'
      AND CAST("engaged"."changed_at" AS TIMESTAMP) < TIMESTAMP '2025-10-02 12:00:00'
    GROUP BY "engaged"."object_key"
  ),
  "changes_of_engaged_2" AS (
    SELECT
      "engaged"."object_key" AS "company_key",
      COUNT(*) AS "count"
    FROM "segments"."membership_changes" AS "engaged"
    WHERE
      "engaged"."segment" = 'engaged'
      AND "engaged"."object_type" = 'company'
      AND CAST("engaged"."changed_at" AS TIMESTAMP) >= TIMESTAMP '2025-10-02 12:00:00'
      AND CAST("engaged"."changed_at" AS TIMESTAMP) < TIMESTAMP '2025-11-01 12:00:00'
      AND "engaged"."change" = 'entered'
    GROUP BY "engaged"."object_key"
  )
SELECT "contact"."contact_id" AS "contact_id"
FROM "crm"."contacts" AS "contact"
LEFT JOIN "changes_of_win_back" ON "changes_of_win_back"."contact_key" = CAST("contact"."contact_id" AS VARCHAR)
LEFT JOIN "changes_of_win_back_2" ON "changes_of_win_back_2"."contact_key" = CAST("contact"."contact_id" AS VARCHAR)
LEFT JOIN "crm"."companies" AS "company" ON "company"."id" = "contact"."company_id"
LEFT JOIN "changes_of_engaged" ON "changes_of_engaged"."company_key" = CAST("company"."id" AS VARCHAR)
LEFT JOIN "changes_of_engaged_2" ON "changes_of_engaged_2"."company_key" = CAST("company"."id" AS VARCHAR)
WHERE
  "contact"."kind" = 'person'
  AND "contact"."deleted_at" IS NULL
  AND COALESCE("changes_of_win_back"."last" <> 'entered', TRUE)
  AND "changes_of_win_back_2"."count" > 0
  AND (
    "changes_of_engaged"."last" = 'entered'
    OR "changes_of_engaged_2"."count" > 0
  )
  AND LEFT(MD5('returns:' || CAST("contact"."contact_id" AS VARCHAR)), 8) >= '1999999a'
  AND LEFT(MD5('returns:' || CAST("contact"."contact_id" AS VARCHAR)), 8) < '80000000';
