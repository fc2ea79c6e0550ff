namespace Dispatch;

public readonly partial record struct RejectionCode
{
    /// <summary>A principal with this id exists. Arguments: id.</summary>
    public static readonly RejectionCode PrincipalExists = new("principal-exists");

    /// <summary>No principal has this id.</summary>
    public static readonly RejectionCode PrincipalUnknown = new("principal-unknown");

    /// <summary>The id is not 1 to 64 lower-case letters, digits, dots or dashes. Arguments: id.</summary>
    public static readonly RejectionCode PrincipalIdInvalid = new("principal-id-invalid");

    /// <summary>The org path is empty or malformed. Arguments: org.</summary>
    public static readonly RejectionCode OrgPathInvalid = new("org-path-invalid");

    /// <summary>A principal needs at least one role.</summary>
    public static readonly RejectionCode RolesMissing = new("roles-missing");

    /// <summary>Only Chinese and English are offered. Arguments: language.</summary>
    public static readonly RejectionCode LanguageUnknown = new("language-unknown");

    /// <summary>The principal has no such key. Arguments: key.</summary>
    public static readonly RejectionCode KeyUnknown = new("key-unknown");

    /// <summary>The principal has as many keys as it may have. Arguments: limit.</summary>
    public static readonly RejectionCode TooManyKeys = new("too-many-keys");

    /// <summary>Only an engineer has a calendar of visits. Arguments: id.</summary>
    public static readonly RejectionCode PrincipalNoEngineer = new("principal-no-engineer");

    /// <summary>A key cannot expire before it is issued. Arguments: expiresAt.</summary>
    public static readonly RejectionCode KeyExpiresInThePast = new("key-expires-in-the-past");
}
