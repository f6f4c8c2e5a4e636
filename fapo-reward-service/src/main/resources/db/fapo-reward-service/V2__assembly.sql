-- Groups that arrive rollout by rollout, until they are scored and moved to the audit.

create table fapo_reward.open_group (
  open_seq      bigint generated always as identity unique,
  run_id        text collate "C" not null,
  run_attempt   bigint           not null,
  step          bigint           not null,
  group_id      text collate "C" not null,
  group_attempt bigint           not null,
  size          integer          not null,
  arrived       integer          not null default 0,
  state         text             not null default 'OPEN' check (state in ('OPEN', 'COMPLETE', 'CANCELLED')),
  claimed_until timestamptz,
  opened_at     timestamptz      not null default now(),
  policy          bytea          not null,
  problem         bytea          not null,
  reference_count integer        not null,
  reference_bytes bytea          not null,
  primary key (run_id, step, run_attempt, group_id, group_attempt)
) with (fillfactor = 70);

create table fapo_reward.open_member (
  open_seq        bigint  not null references fapo_reward.open_group (open_seq) on delete cascade,
  rollout_index   integer not null,
  rollout_id      text    not null,
  content_hash    bytea   not null,
  answer          text    not null,
  verdict         text    not null,
  verdict_step    integer,
  response_tokens integer,
  reward          double precision,
  outcome         double precision,
  flaw            double precision,
  overlong        double precision,
  advantage       double precision,
  solution        bytea   not null,
  result          bytea   not null,
  primary key (open_seq, rollout_index)
);
