-- What the connectors need before they start. Run it once as an administrator; running it again changes nothing.
-- The stage sink creates the rest by itself: the tables of BRONZE, their load manifest and the stage for lake files.

CREATE WAREHOUSE IF NOT EXISTS BANKING_WH
    WAREHOUSE_SIZE = 'XSMALL'
    AUTO_SUSPEND = 60
    AUTO_RESUME = TRUE
    INITIALLY_SUSPENDED = TRUE;

CREATE DATABASE IF NOT EXISTS BANKING_DW;

-- Raw, append-only, as the lake delivers it.
CREATE SCHEMA IF NOT EXISTS BANKING_DW.BRONZE;

-- Staging models.
CREATE SCHEMA IF NOT EXISTS BANKING_DW.SILVER;

-- Dimensions, facts and snapshots.
CREATE SCHEMA IF NOT EXISTS BANKING_DW.GOLD;
