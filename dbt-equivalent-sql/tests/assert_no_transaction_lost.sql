-- Every staged transaction whose account (and the other one of a transfer) and customer have arrived is in the facts.
select staged.transaction_id
from {{ ref('stg_transactions') }} staged
left join {{ ref('fact_transactions') }} facts on facts.transaction_id = staged.transaction_id
where facts.transaction_id is null
    and staged.account_id in (
        select accounts.account_id
        from {{ ref('dim_accounts') }} accounts
        inner join {{ ref('dim_customers') }} customers on customers.customer_id = accounts.customer_id
    )
    and (
        staged.related_account_id is null
        or staged.related_account_id in (select account_id from {{ ref('dim_accounts') }})
    )
