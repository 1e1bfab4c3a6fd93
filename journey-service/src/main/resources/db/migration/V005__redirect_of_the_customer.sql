comment on column redirect.anchor_namespace is
    'Empty, as the value: the customer itself, which became the target. What stands under an anchor follows that anchor alone.';
