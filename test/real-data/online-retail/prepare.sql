-- The warehouse step: one parquet row is an invoice line, so customers, invoices and products have to be derived.
-- Needs the variable data_dir (the folder that holds online-retail/). Times in the file are wall-clock times in London.
CREATE SCHEMA retail;

CREATE TEMP TABLE source_lines AS
SELECT
  file_row_number + 1 AS line_id,
  Invoice AS invoice_no,
  StockCode AS stock_code,
  Description AS description,
  Quantity AS quantity,
  CAST(Price AS DECIMAL(12, 3)) AS unit_price,
  CAST("Customer ID" AS BIGINT) AS customer_id,
  CAST(InvoiceDate AS TIMESTAMP) AS local_time,
  timezone('Europe/London', CAST(InvoiceDate AS TIMESTAMP)) AS placed_at,
  Country AS country
FROM read_parquet(getvariable('data_dir') || '/online-retail/online_retail_2009_2010.parquet', file_row_number = true);

-- One row per invoice number. A few invoices were keyed over two minutes: the first minute counts.
CREATE TABLE retail.invoices AS
SELECT
  invoice_no,
  min(placed_at) AS placed_at,
  CASE left(invoice_no, 1) WHEN 'C' THEN 'cancellation' WHEN 'A' THEN 'adjustment' ELSE 'sale' END AS kind,
  any_value(customer_id) AS customer_id,
  any_value(country) AS country
FROM source_lines
GROUP BY invoice_no;

CREATE TABLE retail.lines AS
SELECT
  line_id,
  invoice_no,
  stock_code,
  quantity,
  unit_price,
  CAST(quantity * unit_price AS DECIMAL(18, 3)) AS amount,
  placed_at AS entered_at
FROM source_lines
ORDER BY line_id;

-- A customer's country is the one of the latest invoice; five customers moved.
CREATE TABLE retail.customers AS
SELECT
  customer_id,
  arg_max(country, (local_time, line_id)) AS country,
  min(CAST(local_time AS DATE)) FILTER (WHERE left(invoice_no, 1) NOT IN ('C', 'A')) AS first_order_on,
  max(CAST(local_time AS DATE)) FILTER (WHERE left(invoice_no, 1) NOT IN ('C', 'A')) AS last_order_on
FROM source_lines
WHERE customer_id IS NOT NULL
GROUP BY customer_id;

-- Stock codes are kept as written ('M' and 'm' are two codes). The description is the latest one that is given.
CREATE TABLE retail.products AS
SELECT
  stock_code,
  arg_max(description, line_id) FILTER (WHERE description IS NOT NULL) AS description
FROM source_lines
GROUP BY stock_code;

DROP TABLE source_lines;
