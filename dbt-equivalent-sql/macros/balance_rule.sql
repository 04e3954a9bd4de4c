{# What a transaction adds to the account it was made on; the other side of a transfer gets the opposite. Only
   completed rows move money. #}
{% macro effect(txn_type, status, amount) -%}
    case
        when {{ status }} <> 'COMPLETED' then cast(0 as number(18, 2))
        when {{ txn_type }} = 'DEPOSIT' then cast({{ amount }} as number(18, 2))
        else cast(-{{ amount }} as number(18, 2))
    end
{%- endmacro %}

{# The newest commit up to which a change log is complete, in milliseconds; 0 if unknown. Topics are in commit order,
   so it is the newest one seen of each partition, and the least of those. Rows of the connector's initial snapshot
   have no commit of their own: they are complete once a change has followed them. #}
{% macro complete_up_to(relation, partition, op_is_snapshot, source_ts_ms) -%}
    select coalesce(min(newest), 0) as cut_ms
    from (
        select {{ partition }}, coalesce(max(case when not {{ op_is_snapshot }} then {{ source_ts_ms }} end), 0) as newest
        from {{ relation }}
        group by {{ partition }}
    ) partitions
{%- endmacro %}
