-- The balance of every current account in GOLD is the signed sum of its completed transactions.
-- Compared are the accounts at rest: nothing of theirs was committed at or after the moment up to which both tables
-- are known to be complete, and none of their transactions still waits for its dimension versions.
with accounts_cut as (
    {{ complete_up_to(ref('stg_accounts'), 'source_partition', 'is_snapshot', 'source_ts_ms') }}
),

transactions_cut as (
    {{ complete_up_to(ref('stg_transactions'), 'source_partition', 'is_snapshot', 'source_ts_ms') }}
),

cut as (
    select least(accounts_cut.cut_ms, transactions_cut.cut_ms) as cut_ms
    from accounts_cut
    cross join transactions_cut
),

moving as (
    select staged.account_id, staged.related_account_id
    from {{ ref('stg_transactions') }} staged
    cross join cut
    left join {{ ref('fact_transactions') }} facts on facts.transaction_id = staged.transaction_id
    where facts.transaction_id is null or (staged.source_ts_ms >= cut.cut_ms and not staged.is_snapshot)
),

at_rest as (
    select accounts.account_id, accounts.current_balance
    from {{ ref('dim_accounts') }} accounts
    inner join {{ ref('stg_accounts') }} staged on staged.account_id = accounts.account_id
    cross join cut
    where accounts.is_current
        and cut.cut_ms > 0
        and (staged.source_ts_ms < cut.cut_ms or staged.is_snapshot)
        and accounts.account_id not in (select account_id from moving)
        and accounts.account_id not in (select related_account_id from moving where related_account_id is not null)
),

movements as (
    select account_id, signed_amount as amount
    from {{ ref('fact_transactions') }}
    where not is_deleted
    union all
    select related_account_id as account_id, -signed_amount as amount
    from {{ ref('fact_transactions') }}
    where not is_deleted and related_account_id is not null
),

sums as (
    select account_id, sum(amount) as total
    from movements
    group by account_id
)

select at_rest.account_id
from at_rest
left join sums on sums.account_id = at_rest.account_id
where at_rest.current_balance <> coalesce(sums.total, 0)
