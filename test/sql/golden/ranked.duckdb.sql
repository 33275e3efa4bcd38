WITH
  "orders" AS (
    SELECT
      "order"."contact_id" AS "contact_key",
      SUM(CAST("order"."total" AS DECIMAL(18, 4))) AS "sum"
    FROM "shop"."orders" AS "order"
    WHERE "order"."status" = 'paid'
    GROUP BY "order"."contact_id"
  ),
  "contact_ntile" AS (
    SELECT
      "members"."contact_key" AS "contact_key",
      NTILE(5) OVER (ORDER BY "members"."value" ASC NULLS LAST, "members"."contact_key" ASC NULLS LAST) AS "ntile"
    FROM (
      SELECT
        "contact"."contact_id" AS "contact_key",
        COALESCE("orders"."sum", 0) AS "value"
      FROM "crm"."contacts" AS "contact"
      LEFT JOIN "orders" ON "orders"."contact_key" = "contact"."contact_id"
      WHERE
        "contact"."kind" = 'person'
        AND "contact"."deleted_at" IS NULL
    ) AS "members"
  ),
  "orders_2" AS (
    SELECT
      "order"."contact_id" AS "contact_key",
      COUNT(*) AS "count"
    FROM "shop"."orders" AS "order"
    WHERE
      CAST("order"."placed_at" AS TIMESTAMP) >= TIMESTAMP '2024-11-01 12:00:00'
      AND CAST("order"."placed_at" AS TIMESTAMP) < TIMESTAMP '2025-11-01 12:00:00'
    GROUP BY "order"."contact_id"
  ),
  "contact_rank" AS (
    SELECT
      "members"."contact_key" AS "contact_key",
      RANK() OVER (ORDER BY "members"."value" DESC NULLS LAST) AS "rank"
    FROM (
      SELECT
        "contact"."contact_id" AS "contact_key",
        COALESCE("orders"."sum", 0) AS "value"
      FROM "crm"."contacts" AS "contact"
      LEFT JOIN "orders" ON "orders"."contact_key" = "contact"."contact_id"
      LEFT JOIN "orders_2" ON "orders_2"."contact_key" = "contact"."contact_id"
      WHERE
        "contact"."kind" = 'person'
        AND "contact"."deleted_at" IS NULL
        AND "orders_2"."count" > 0
    ) AS "members"
  ),
  "contact_peer_percentile" AS (
    SELECT
      "members"."contact_key" AS "contact_key",
      CASE WHEN "members"."group_1" IS NOT NULL THEN CAST(MAX(CASE WHEN ("members"."place" - 1) * 100 <= ("members"."size" - 1) * 75 THEN "members"."value" END) OVER (PARTITION BY "members"."group_1") + ((CAST(MIN(CASE WHEN ("members"."place" - 1) * 100 >= ("members"."size" - 1) * 75 THEN "members"."value" END) OVER (PARTITION BY "members"."group_1") AS HUGEINT) - MAX(CASE WHEN ("members"."place" - 1) * 100 <= ("members"."size" - 1) * 75 THEN "members"."value" END) OVER (PARTITION BY "members"."group_1")) * (MOD(("members"."size" - 1) * 75, 100) * 0.01)) AS DOUBLE) END AS "peer_percentile"
    FROM (
      SELECT
        "members"."contact_key" AS "contact_key",
        "members"."group_1" AS "group_1",
        "members"."value" AS "value",
        ROW_NUMBER() OVER (PARTITION BY "members"."group_1" ORDER BY "members"."value" ASC NULLS LAST, "members"."contact_key" ASC NULLS LAST) AS "place",
        COUNT("members"."value") OVER (PARTITION BY "members"."group_1") AS "size"
      FROM (
        SELECT
          "contact"."contact_id" AS "contact_key",
          "contact"."country" AS "group_1",
          "contact"."score" AS "value"
        FROM "crm"."contacts" AS "contact"
        WHERE
          "contact"."kind" = 'person'
          AND "contact"."deleted_at" IS NULL
      ) AS "members"
    ) AS "members"
  ),
  "contact_peer_stddev" AS (
    SELECT
      "members"."contact_key" AS "contact_key",
      CASE WHEN COUNT("members"."off") OVER () < 2 THEN NULL WHEN "members"."largest" = 0 THEN CAST(0 AS DOUBLE) ELSE ("members"."largest" * SQRT(CAST(SUM(CAST((("members"."off" / NULLIF("members"."largest", 0)) * 1000000000.0) * (("members"."off" / NULLIF("members"."largest", 0)) * 1000000000.0) AS DECIMAL(38, 10))) OVER () AS DOUBLE) / (COUNT("members"."off") OVER () - 1))) / 1000000000.0 END AS "peer_stddev"
    FROM (
      SELECT
        "members"."contact_key" AS "contact_key",
        "members"."value" AS "value",
        "members"."off" AS "off",
        MAX(ABS("members"."off")) OVER () AS "largest"
      FROM (
        SELECT
          "members"."contact_key" AS "contact_key",
          "members"."value" AS "value",
          CAST("members"."value" AS DOUBLE) - least(greatest(CAST(SUM("members"."amount") OVER () AS DOUBLE) / NULLIF(CAST(COUNT("members"."amount") OVER () AS DOUBLE), 0), MIN("members"."value") OVER ()), MAX("members"."value") OVER ()) AS "off"
        FROM (
          SELECT
            "contact"."contact_id" AS "contact_key",
            CAST("contact"."score" AS DOUBLE) / NULLIF(CAST(7 AS DOUBLE), 0) AS "value",
            CAST(CASE WHEN ABS(CAST("contact"."score" AS DOUBLE) / NULLIF(CAST(7 AS DOUBLE), 0)) > 1000000000000000 THEN SIGN(CAST("contact"."score" AS DOUBLE) / NULLIF(CAST(7 AS DOUBLE), 0)) * 1000000000000000 ELSE CAST("contact"."score" AS DOUBLE) / NULLIF(CAST(7 AS DOUBLE), 0) END AS DECIMAL(38, 18)) AS "amount"
          FROM "crm"."contacts" AS "contact"
          WHERE
            "contact"."kind" = 'person'
            AND "contact"."deleted_at" IS NULL
        ) AS "members"
      ) AS "members"
    ) AS "members"
  ),
  "tags" AS (
    SELECT
      "tags"."contact_id" AS "contact_key",
      COUNT(*) AS "count"
    FROM "crm"."tags" AS "tags"
    WHERE "tags"."tag" = 'do_not_contact'
    GROUP BY "tags"."contact_id"
  ),
  "contact_taken" AS (
    SELECT
      "members"."contact_key" AS "contact_key",
      (SUM("members"."value") OVER (PARTITION BY "members"."group_1" ORDER BY "members"."value" DESC NULLS LAST, "members"."contact_key" ASC NULLS LAST ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) - "members"."value") * 10 < SUM("members"."value") OVER (PARTITION BY "members"."group_1") * 8 AS "taken"
    FROM (
      SELECT
        "contact"."contact_id" AS "contact_key",
        "contact"."country" AS "group_1",
        COALESCE("orders"."sum", 0) AS "value"
      FROM "crm"."contacts" AS "contact"
      LEFT JOIN "orders" ON "orders"."contact_key" = "contact"."contact_id"
      LEFT JOIN "contact_rank" ON "contact_rank"."contact_key" = "contact"."contact_id"
      LEFT JOIN "contact_peer_percentile" ON "contact_peer_percentile"."contact_key" = "contact"."contact_id"
      LEFT JOIN "contact_peer_stddev" ON "contact_peer_stddev"."contact_key" = "contact"."contact_id"
      LEFT JOIN "tags" ON "tags"."contact_key" = "contact"."contact_id"
      WHERE
        "contact"."kind" = 'person'
        AND "contact"."deleted_at" IS NULL
        AND "contact_rank"."rank" <= 100
        AND "contact"."score" > "contact_peer_percentile"."peer_percentile"
        AND "contact_peer_stddev"."peer_stddev" IS NOT NULL
        AND COALESCE("tags"."count", 0) = 0
        AND "contact"."country" IS NOT NULL
        AND COALESCE("orders"."sum", 0) > 0
    ) AS "members"
  )
SELECT
  "contact"."contact_id" AS "contact_id",
  "contact"."email" AS "email",
  CASE WHEN "contact_ntile"."ntile" = 5 THEN 'top' WHEN "contact"."vip" = TRUE THEN 'vip' ELSE 'other' END AS "tier"
FROM "crm"."contacts" AS "contact"
LEFT JOIN "contact_ntile" ON "contact_ntile"."contact_key" = "contact"."contact_id"
LEFT JOIN "contact_taken" ON "contact_taken"."contact_key" = "contact"."contact_id"
WHERE
  "contact"."kind" = 'person'
  AND "contact"."deleted_at" IS NULL
  AND "contact_taken"."taken" = TRUE;
