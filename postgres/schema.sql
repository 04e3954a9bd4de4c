-- The bank's OLTP database: customers, accounts and transactions, ready for change data capture.
--
-- For PostgreSQL 14 or later (tried on 17). Run it as a superuser, in one go:
--     psql -v ON_ERROR_STOP=1 -1 -d bank -f schema.sql
-- Applying it again changes nothing that exists and loses no row.
--
-- The two roles are made WITHOUT passwords, so nobody can log in with one until whoever installs sets them:
--     ALTER ROLE bank_app PASSWORD '…';
--     ALTER ROLE banking_cdc PASSWORD '…';
-- The server needs wal_level = logical.
--
-- What the triggers promise, for writers that may send the same rows again (at-least-once sinks):
--   * accounts.balance = the signed sum of the account's completed transactions, at every moment.
--   * A row of a lower version, an identical row, and a row below something that was deleted change nothing.

CREATE TABLE IF NOT EXISTS public.customers (
    id          BIGINT PRIMARY KEY,
    first_name  TEXT NOT NULL,
    last_name   TEXT NOT NULL,
    email       TEXT NOT NULL UNIQUE,
    phone       TEXT,
    address     TEXT,
    city        TEXT,
    postal_code TEXT,
    country     TEXT NOT NULL CHECK (country ~ '^[A-Z][A-Z]$'),
    birth_date  DATE,
    national_id TEXT,
    status      TEXT NOT NULL CHECK (status IN ('ACTIVE', 'CLOSED', 'ERASED')),
    version     INTEGER NOT NULL CHECK (version > 0),
    updated_by  TEXT NOT NULL,
    created_at  TIMESTAMPTZ NOT NULL,
    updated_at  TIMESTAMPTZ NOT NULL
);

CREATE TABLE IF NOT EXISTS public.accounts (
    id              BIGINT PRIMARY KEY,
    customer_id     BIGINT NOT NULL REFERENCES public.customers ON DELETE CASCADE,
    account_type    TEXT NOT NULL CHECK (account_type IN ('CHECKING', 'SAVINGS', 'CREDIT')),
    iban            TEXT NOT NULL UNIQUE,
    card_number     TEXT,
    currency        TEXT NOT NULL CHECK (currency ~ '^[A-Z][A-Z][A-Z]$'),
    balance         NUMERIC(18, 2) NOT NULL DEFAULT 0,
    -- How far below zero the account may go. Of a CREDIT account: its credit line.
    overdraft_limit NUMERIC(18, 2) NOT NULL DEFAULT 0 CHECK (overdraft_limit >= 0),
    status          TEXT NOT NULL CHECK (status IN ('ACTIVE', 'FROZEN', 'CLOSED')),
    version         INTEGER NOT NULL CHECK (version > 0),
    updated_by      TEXT NOT NULL,
    created_at      TIMESTAMPTZ NOT NULL,
    updated_at      TIMESTAMPTZ NOT NULL,
    CONSTRAINT accounts_within_limit CHECK (balance >= -overdraft_limit)
);

CREATE TABLE IF NOT EXISTS public.transactions (
    id                 BIGINT PRIMARY KEY,
    account_id         BIGINT NOT NULL REFERENCES public.accounts ON DELETE CASCADE,
    txn_type           TEXT NOT NULL CHECK (txn_type IN ('DEPOSIT', 'WITHDRAWAL', 'TRANSFER', 'PAYMENT')),
    amount             NUMERIC(18, 2) NOT NULL CHECK (amount > 0),
    currency           TEXT NOT NULL CHECK (currency ~ '^[A-Z][A-Z][A-Z]$'),
    -- Deferred, because deleting a customer reaches a transfer between two of its accounts from either side first.
    -- Not ON DELETE CASCADE: a customer whose transfers touch somebody else cannot be deleted, only anonymised.
    related_account_id BIGINT REFERENCES public.accounts DEFERRABLE INITIALLY DEFERRED,
    merchant           TEXT,
    mcc                TEXT,
    channel            TEXT NOT NULL,
    reference          TEXT,
    status             TEXT NOT NULL CHECK (status IN ('COMPLETED', 'PENDING', 'DECLINED', 'REVERSED')),
    decline_reason     TEXT,
    version            INTEGER NOT NULL CHECK (version > 0),
    updated_by         TEXT NOT NULL,
    created_at         TIMESTAMPTZ NOT NULL,
    updated_at         TIMESTAMPTZ NOT NULL,
    CONSTRAINT transactions_transfer_names_both CHECK ((txn_type = 'TRANSFER') = (related_account_id IS NOT NULL)),
    CONSTRAINT transactions_transfer_moves CHECK (related_account_id <> account_id),
    CONSTRAINT transactions_decline_has_reason CHECK ((status = 'DECLINED') = (decline_reason IS NOT NULL))
);

CREATE INDEX IF NOT EXISTS accounts_customer_id ON public.accounts (customer_id);
CREATE INDEX IF NOT EXISTS transactions_account_id ON public.transactions (account_id);
CREATE INDEX IF NOT EXISTS transactions_related_account_id ON public.transactions (related_account_id);

-- Change events carry the whole row as it was before.
ALTER TABLE public.customers REPLICA IDENTITY FULL;
ALTER TABLE public.accounts REPLICA IDENTITY FULL;
ALTER TABLE public.transactions REPLICA IDENTITY FULL;

-- What was deleted, by id and nothing else. Ids are never used again; see ignore_deleted().
CREATE SCHEMA IF NOT EXISTS banking_guard;
CREATE TABLE IF NOT EXISTS banking_guard.deleted_rows (
    table_name TEXT NOT NULL,
    id         BIGINT NOT NULL,
    PRIMARY KEY (table_name, id)
);

-- What a transaction adds to the account it was made on. Only completed rows move money.
CREATE OR REPLACE FUNCTION public.transaction_effect(txn_type TEXT, status TEXT, amount NUMERIC) RETURNS NUMERIC
LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN status <> 'COMPLETED' THEN 0 WHEN txn_type = 'DEPOSIT' THEN amount ELSE -amount END
$$;

-- Brings balances in line with one changed transaction: per account the new effect minus the old one, and no
-- update where that is zero. Accounts are taken in the order of their ids, so writers cannot deadlock. An account
-- that is just being deleted with its transactions is not there any more, and nothing happens to it.
-- SECURITY DEFINER, because bank_app itself may not write balances.
CREATE OR REPLACE FUNCTION public.apply_to_balance() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    old_effect NUMERIC := 0;
    new_effect NUMERIC := 0;
    change RECORD;
BEGIN
    IF TG_OP <> 'INSERT' THEN
        old_effect := public.transaction_effect(OLD.txn_type, OLD.status, OLD.amount);
    END IF;
    IF TG_OP <> 'DELETE' THEN
        new_effect := public.transaction_effect(NEW.txn_type, NEW.status, NEW.amount);
    END IF;
    IF old_effect = 0 AND new_effect = 0 THEN
        RETURN NULL;
    END IF;
    -- A field of a missing OLD or NEW reads as null here, and its effect is zero.
    FOR change IN
        SELECT effects.account_id, sum(effects.delta) AS delta
        FROM (VALUES (NEW.account_id, new_effect), (NEW.related_account_id, -new_effect),
                     (OLD.account_id, -old_effect), (OLD.related_account_id, old_effect))
            AS effects (account_id, delta)
        WHERE effects.account_id IS NOT NULL
        GROUP BY effects.account_id
        HAVING sum(effects.delta) <> 0
        ORDER BY effects.account_id
    LOOP
        UPDATE public.accounts SET balance = balance + change.delta WHERE id = change.account_id;
    END LOOP;
    RETURN NULL;
END
$$;

CREATE OR REPLACE TRIGGER transactions_apply_to_balance
    AFTER INSERT OR UPDATE OR DELETE ON public.transactions
    FOR EACH ROW EXECUTE FUNCTION public.apply_to_balance();

-- Drops an update that would bring back an older version of the row. (A balance update keeps the version.)
CREATE OR REPLACE FUNCTION public.ignore_older_version() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.version < OLD.version THEN
        RETURN NULL;
    END IF;
    RETURN NEW;
END
$$;

-- Remembers the ids of deleted customers and accounts.
CREATE OR REPLACE FUNCTION public.remember_deleted() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO banking_guard.deleted_rows VALUES (TG_TABLE_NAME, OLD.id) ON CONFLICT DO NOTHING;
    RETURN NULL;
END
$$;

-- Drops an insert of a row that was deleted before, or that belongs to one that was. Without it, a sink that sends
-- its last minute again would bring an erased customer back to life, or stop at a foreign key.
CREATE OR REPLACE FUNCTION public.ignore_deleted() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    dropped BOOLEAN;
BEGIN
    CASE TG_TABLE_NAME
        WHEN 'customers' THEN
            dropped := EXISTS (SELECT FROM banking_guard.deleted_rows
                WHERE table_name = 'customers' AND id = NEW.id);
        WHEN 'accounts' THEN
            dropped := EXISTS (SELECT FROM banking_guard.deleted_rows
                WHERE (table_name = 'accounts' AND id = NEW.id) OR (table_name = 'customers' AND id = NEW.customer_id));
        ELSE
            dropped := EXISTS (SELECT FROM banking_guard.deleted_rows
                WHERE table_name = 'accounts' AND id IN (NEW.account_id, NEW.related_account_id));
    END CASE;
    IF dropped THEN
        RETURN NULL;
    END IF;
    RETURN NEW;
END
$$;

-- Row triggers fire in the order of their names: guards first, the redundancy check last.
CREATE OR REPLACE TRIGGER a_ignore_deleted BEFORE INSERT ON public.customers
    FOR EACH ROW EXECUTE FUNCTION public.ignore_deleted();
CREATE OR REPLACE TRIGGER a_ignore_deleted BEFORE INSERT ON public.accounts
    FOR EACH ROW EXECUTE FUNCTION public.ignore_deleted();
CREATE OR REPLACE TRIGGER a_ignore_deleted BEFORE INSERT ON public.transactions
    FOR EACH ROW EXECUTE FUNCTION public.ignore_deleted();

CREATE OR REPLACE TRIGGER a_ignore_older_version BEFORE UPDATE ON public.customers
    FOR EACH ROW EXECUTE FUNCTION public.ignore_older_version();
CREATE OR REPLACE TRIGGER a_ignore_older_version BEFORE UPDATE ON public.accounts
    FOR EACH ROW EXECUTE FUNCTION public.ignore_older_version();
CREATE OR REPLACE TRIGGER a_ignore_older_version BEFORE UPDATE ON public.transactions
    FOR EACH ROW EXECUTE FUNCTION public.ignore_older_version();

CREATE OR REPLACE TRIGGER z_ignore_redundant BEFORE UPDATE ON public.customers
    FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger();
CREATE OR REPLACE TRIGGER z_ignore_redundant BEFORE UPDATE ON public.accounts
    FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger();
CREATE OR REPLACE TRIGGER z_ignore_redundant BEFORE UPDATE ON public.transactions
    FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger();

CREATE OR REPLACE TRIGGER remember_deleted AFTER DELETE ON public.customers
    FOR EACH ROW EXECUTE FUNCTION public.remember_deleted();
CREATE OR REPLACE TRIGGER remember_deleted AFTER DELETE ON public.accounts
    FOR EACH ROW EXECUTE FUNCTION public.remember_deleted();

DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'bank_app') THEN
        CREATE ROLE bank_app LOGIN;
    END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'banking_cdc') THEN
        CREATE ROLE banking_cdc LOGIN REPLICATION;
    END IF;
    IF NOT EXISTS (SELECT FROM pg_publication WHERE pubname = 'banking_cdc') THEN
        CREATE PUBLICATION banking_cdc FOR TABLE public.customers, public.accounts, public.transactions;
    END IF;
END
$$;

-- A trigger fires without this right; but with it anybody could hang these functions on a table of their own and write
-- balances, or mark rows as deleted, with the owner's rights.
REVOKE EXECUTE ON FUNCTION public.apply_to_balance(), public.remember_deleted(), public.ignore_deleted() FROM PUBLIC;

GRANT USAGE ON SCHEMA public TO bank_app, banking_cdc;
GRANT SELECT ON public.customers, public.accounts, public.transactions TO bank_app, banking_cdc;
GRANT INSERT, UPDATE, DELETE ON public.customers, public.transactions TO bank_app;
-- Every column but the balance, which only the trigger above writes.
GRANT DELETE,
    INSERT (id, customer_id, account_type, iban, card_number, currency, overdraft_limit, status, version, updated_by,
        created_at, updated_at),
    UPDATE (id, customer_id, account_type, iban, card_number, currency, overdraft_limit, status, version, updated_by,
        created_at, updated_at)
    ON public.accounts TO bank_app;
