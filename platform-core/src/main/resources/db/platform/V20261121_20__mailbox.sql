-- Mails that no server took (DESIGN §8): the newest of each project.
create table platform.mailbox (
    id bigint generated always as identity primary key,
    project_id uuid not null references platform.projects (id) on delete cascade,
    kind text not null,
    recipient text not null,
    subject text not null,
    html text not null,
    created_at timestamptz not null default now()
);
create index mailbox_newest on platform.mailbox (project_id, id desc);
