-- In the change log itself, at the last moment up to which accounts and transactions are both complete, every balance
-- is the signed sum of the completed transactions. Covers the accounts that are never at rest.
with accounts_cut as (
    {{ complete_up_to(source('bronze', 'raw_accounts'), '__partition', "coalesce(__op = 'r', false)", '__source_ts_ms') }}
),

transactions_cut as (
    {{ complete_up_to(source('bronze', 'raw_transactions'), '__partition', "coalesce(__op = 'r', false)", '__source_ts_ms') }}
),

cut as (
    select least(accounts_cut.cut_ms, transactions_cut.cut_ms) as cut_ms
    from accounts_cut
    cross join transactions_cut
),

accounts_then as (
    select raw.id, raw.balance, {{ is_deletion('raw') }} as is_deleted
    from {{ source('bronze', 'raw_accounts') }} raw
    cross join cut
    where cut.cut_ms > 0 and (raw.__source_ts_ms < cut.cut_ms or raw.__op = 'r')
    qualify row_number() over (partition by raw.id order by raw.__source_lsn desc, raw.__offset desc) = 1
),

transactions_then as (
    select
        raw.account_id,
        raw.related_account_id,
        {{ effect('raw.txn_type', 'raw.status', 'raw.amount') }} as amount,
        {{ is_deletion('raw') }} as is_deleted
    from {{ source('bronze', 'raw_transactions') }} raw
    cross join cut
    where cut.cut_ms > 0 and (raw.__source_ts_ms < cut.cut_ms or raw.__op = 'r')
    qualify row_number() over (partition by raw.id order by raw.__source_lsn desc, raw.__offset desc) = 1
),

movements as (
    select account_id, amount
    from transactions_then
    where not is_deleted
    union all
    select related_account_id as account_id, -amount as amount
    from transactions_then
    where not is_deleted and related_account_id is not null
),

sums as (
    select account_id, sum(amount) as total
    from movements
    group by account_id
)

select accounts_then.id
from accounts_then
left join sums on sums.account_id = accounts_then.id
where not accounts_then.is_deleted and accounts_then.balance <> coalesce(sums.total, 0)
