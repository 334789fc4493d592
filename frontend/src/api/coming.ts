import type { paths as generated } from "./schema";
import type * as Shape from "./shapes";

/// Routes of the contract that the generated document does not describe yet. As soon as it does, its word counts and
/// the line here may go: call sites stay as they are.

interface Options {
  path?: object;
  query?: object;
  body?: object;
}

interface Call<Answer, O extends Options = Record<never, never>> {
  parameters: {
    header?: never;
    cookie?: never;
    path: O extends { path: infer Path } ? Path : undefined;
    query?: O extends { query: infer Query } ? Query : never;
  };
  requestBody: O extends { body: infer Body } ? { content: { "application/json": Body } } : undefined;
  responses: {
    200: { headers: { [name: string]: unknown }; content: { "application/json": Answer } };
  };
}

type Id = { path: { id: string } };
type Status = { status: string };

interface Coming {
  "/platform/orgs": {
    get: Plain<Call<Shape.Organisation[]>>;
    post: Plain<Call<Shape.Organisation, { body: { name: string; slug: string } }>>;
  };
  "/platform/orgs/{id}": {
    get: Plain<Call<Shape.OrganisationDetail, Id>>;
    patch: Plain<Call<Shape.Organisation, Id & { body: { name?: string; slug?: string } }>>;
    delete: Plain<Call<Status, Id & { query: { force?: boolean } }>>;
  };
  "/platform/orgs/{id}/leave": { post: Plain<Call<Status, Id>> };
  "/platform/orgs/{id}/transfer": {
    post: Plain<Call<Status, Id & { body: { user_id: string; platform_password: string } }>>;
  };
  "/platform/orgs/{id}/members": { get: Plain<Call<Shape.Member[], Id>> };
  "/platform/orgs/{id}/members/{uid}": {
    patch: Plain<Call<Status, { path: { id: string; uid: string }; body: { role: Shape.GrantableRole } }>>;
    delete: Plain<Call<Status, { path: { id: string; uid: string } }>>;
  };
  "/platform/orgs/{id}/invites": {
    get: Plain<Call<Shape.OrgInvite[], Id>>;
    post: Plain<Call<Shape.IssuedOrgInvite, Id & { body: { email: string; role: Shape.GrantableRole } }>>;
  };
  "/platform/orgs/{id}/invites/{iid}": {
    delete: Plain<Call<Status, { path: { id: string; iid: string } }>>;
  };
  "/platform/orgs/invites/{token}/accept": {
    post: Plain<Call<Shape.Organisation, { path: { token: string } }>>;
  };
  "/platform/projects": {
    get: Plain<Call<Shape.Project[], { query: { org_id?: string } }>>;
    post: Plain<Call<Shape.Project, { body: { name: string; org_id?: string } }>>;
  };
  "/platform/credentials/rotate": {
    post: Plain<Call<Shape.DatabaseCredentials, { body: { platform_password: string } }>>;
  };
  "/platform/auth/sessions": { delete: Plain<Call<Status>> };
  "/platform/projects/{id}/signing-keys": {
    get: Plain<Call<Shape.SigningKey[], Id>>;
    post: Plain<Call<Shape.SigningKey, Id & { body: { algorithm: Shape.SigningAlgorithm } }>>;
  };
  "/platform/projects/{id}/signing-keys/{keyId}": {
    delete: Plain<Call<Shape.SigningKey, { path: { id: string; keyId: string } }>>;
  };
  "/platform/projects/{id}/signing-keys/{keyId}/use": {
    post: Plain<
      Call<Shape.SigningKey, { path: { id: string; keyId: string }; body: { immediately: boolean } }>
    >;
  };
  "/platform/projects/{id}/logs": { get: Plain<Call<Shape.AuditPage, Id & { query: Shape.AuditFilter }>> };
  "/platform/projects/{id}/auth/users": {
    get: Plain<
      Call<Shape.AuthUserPage, Id & { query: { page?: number; per_page?: number; search?: string } }>
    >;
    post: Plain<Call<Shape.AuthUser, Id & { body: Shape.NewAuthUser }>>;
  };
  "/platform/projects/{id}/auth/users/{uid}": {
    get: Plain<Call<Shape.AuthUserDetail, UserPath>>;
    delete: Plain<Call<Status, UserPath>>;
  };
  "/platform/projects/{id}/auth/users/{uid}/ban": {
    post: Plain<Call<Status, UserPath & { body: { duration?: string } }>>;
  };
  "/platform/projects/{id}/auth/users/invite": {
    post: Plain<Call<Shape.AuthUser, Id & { body: { email: string } }>>;
  };
  "/platform/projects/{id}/auth/users/{uid}/sessions": { delete: Plain<Call<Status, UserPath>> };
  "/platform/projects/{id}/auth/users/{uid}/sessions/{sessionId}": {
    delete: Plain<Call<Status, { path: { id: string; uid: string; sessionId: string } }>>;
  };
  "/platform/projects/{id}/auth/users/{uid}/factors/{factorId}": {
    delete: Plain<Call<Status, { path: { id: string; uid: string; factorId: string } }>>;
  };
  "/platform/projects/{id}/auth/users/{uid}/unban": { post: Plain<Call<Status, UserPath>> };
  "/platform/projects/{id}/analytics/overview": { get: Plain<Call<Shape.AnalyticsOverview, Id>> };
  "/platform/projects/{id}/analytics/queries": { get: Plain<Call<Shape.QueryStatistics, Id>> };
  "/platform/projects/{id}/analytics/api-usage": { get: Plain<Call<Shape.ApiUsage, Id>> };
  "/platform/projects/{id}/tables": {
    get: Plain<Call<{ schema: string; name: string }[], Id & { query: { schema?: string } }>>;
  };
  "/platform/projects/{id}/sql": {
    post: Plain<Call<{ row_count: number }, Id & { body: { query: string } }>>;
  };
  "/platform/projects/{id}/analytics/requests": {
    get: Plain<Call<Shape.RequestSeries, Id & { query: { hours?: number } }>>;
  };
  "/platform/projects/{id}/logs/requests": {
    get: Plain<Call<Shape.RequestLinePage, Id & { query: Shape.RequestLineFilter }>>;
  };
  "/platform/orgs/{id}/usage": {
    get: Plain<Call<Shape.OrganisationUsage, Id & { query: { from?: string; to?: string } }>>;
  };
  "/platform/admin/orgs": {
    get: Plain<
      Call<Shape.AdminOrganisationPage, { query: { page?: number; per_page?: number; search?: string } }>
    >;
  };
  "/platform/admin/orgs/{id}/limits": {
    get: Plain<Call<Shape.OrganisationLimits, Id>>;
    put: Plain<Call<Shape.OrganisationLimits, Id & { body: Shape.LimitValues }>>;
  };
  "/platform/admin/instances": { get: Plain<Call<Shape.Instance[]>> };
  "/platform/admin/jobs": {
    get: Plain<
      Call<
        Shape.JobPage,
        { query: { state?: Shape.Job["state"]; failing?: boolean; page?: number; per_page?: number } }
      >
    >;
  };
  "/platform/admin/jobs/cancel": { post: Plain<Call<Status, { body: { kind: string; id: string } }>> };
  "/platform/admin/jobs/retry": { post: Plain<Call<Status, { body: { kind: string; id: string } }>> };
  "/platform/admin/pools": { get: Plain<Call<Shape.PoolOverview>> };
  "/platform/backups/settings": {
    get: Plain<Call<Shape.BackupSettings, { query: OrgQuery }>>;
    post: Plain<Call<Shape.BackupSettings, { body: Shape.BackupSettingsChange }>>;
    patch: Plain<
      Call<Shape.BackupSettings, { body: { org_id?: string; enabled: boolean; platform_password: string } }>
    >;
  };
  "/platform/backups/test-connection": { post: Plain<Call<Status, { body: Shape.BackupTest }>> };
  "/platform/backups/history": { get: Plain<Call<Shape.BackupRun[], { query: OrgQuery }>> };
  "/platform/backups/run": { post: Plain<Call<Status, { query: OrgQuery & { project_id?: string } }>> };
  "/platform/backups/{historyId}/restore": {
    post: Plain<
      Call<
        { task_id: number; status: string },
        {
          path: { historyId: number };
          body: { platform_password: string; target_project_id?: string; dry_run?: boolean };
        }
      >
    >;
  };
  "/platform/backups/history/{id}/cancel": {
    post: Plain<Call<Status, { path: { id: number } }>>;
  };
  "/platform/projects/{id}/import/history": { get: Plain<Call<Shape.ImportTask[], Id>> };
  "/platform/projects/{id}/import/{taskId}": {
    get: Plain<Call<Shape.ImportTask, { path: { id: string; taskId: number } }>>;
  };
  "/platform/projects/{id}/import/{taskId}/cancel": {
    post: Plain<Call<Status, { path: { id: string; taskId: number } }>>;
  };
  "/platform/admin/users": {
    get: Plain<Call<Shape.PlatformUserPage, { query: { page?: number; per_page?: number } }>>;
  };
  "/platform/admin/users/{id}": { delete: Plain<Call<Status, Id>> };
  "/platform/admin/users/{id}/admin": {
    put: Plain<Call<Shape.PlatformUser, Id & { body: { is_admin: boolean } }>>;
  };
  "/platform/admin/settings": {
    get: Plain<Call<{ registration_mode: Shape.RegistrationMode }>>;
    put: Plain<Call<Status, { body: { registration_mode: Shape.RegistrationMode } }>>;
  };
  "/platform/admin/invites": {
    get: Plain<Call<Shape.PlatformInvite[]>>;
    post: Plain<Call<Shape.PlatformInvite, { body: { email?: string; expires_in_hours?: number } }>>;
  };
  "/platform/admin/invites/{id}": { delete: Plain<Call<Status, Id>> };
  "/platform/admin/audit": { get: Plain<Call<Shape.AuditPage, { query: Shape.AuditFilter }>> };
}

type UserPath = { path: { id: string; uid: string } };
type OrgQuery = { org_id?: string };

/// Leaves out what a call does not take, as openapi-typescript does.
type Plain<C extends { parameters: object; requestBody: unknown; responses: unknown }> = {
  parameters: {
    [K in keyof C["parameters"] as C["parameters"][K] extends undefined ? never : K]: C["parameters"][K];
  };
  responses: C["responses"];
} & (C["requestBody"] extends undefined ? { requestBody?: never } : { requestBody: C["requestBody"] });

type Present<Item> = {
  [M in keyof Item as Exclude<Item[M], undefined> extends never ? never : M]: Item[M];
};

/// Where the document does not tell yet that values may be null.
type WrongAboutNull =
  | "/platform/admin/orgs/{id}/limits"
  | "/platform/orgs/{id}/usage"
  | "/platform/projects/{id}/analytics/overview";

type Known<Path> =
  Path extends Exclude<keyof generated, WrongAboutNull> ? Present<generated[Path]> : Record<never, never>;
type Wanted<Path> = Path extends keyof Coming ? Coming[Path] : Record<never, never>;

export type paths = {
  [Path in keyof generated | keyof Coming]: Known<Path> & Omit<Wanted<Path>, keyof Known<Path>>;
};
