-- Projects belong to organisations. An organisation goes only after its projects are gone, row and all.
alter table platform.projects
    add foreign key (org_id) references platform.organizations (id),
    add foreign key (created_by) references platform.users (id) on delete set null;
alter table platform.project_api_keys
    add foreign key (created_by) references platform.users (id) on delete set null;
create index projects_org on platform.projects (org_id);
create index projects_creator on platform.projects (created_by);
