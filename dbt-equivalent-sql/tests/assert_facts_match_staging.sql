-- A fact shows its transaction's latest state, and is marked when the transaction was deleted.
select facts.transaction_id
from {{ ref('fact_transactions') }} facts
left join {{ ref('stg_transactions') }} staged on staged.transaction_id = facts.transaction_id
where staged.transaction_id is null
    or facts.status <> staged.status
    or facts.amount <> staged.amount
    or facts.is_deleted <> staged.is_deleted
    or facts.committed_at <> staged.first_committed_at
