namespace Dispatch.Access;

/// <summary>The rules for principals.</summary>
public static class PrincipalDecisions
{
    /// <summary>Keys a principal may hold at once; keeps its snapshot small.</summary>
    public const int MaxKeys = 20;

    private const int MaxIdLength = 64;
    private const int MaxOrgLength = 200;

    /// <summary>What a command comes to; <paramref name="state"/> is null while the principal does not exist.</summary>
    public static Decision Decide(Principal? state, PrincipalCommand command, DateTimeOffset now) => (state, command) switch
    {
        (null, CreatePrincipal create) => Create(create),
        ({ } known, CreatePrincipal) => Decision.Reject(RejectionCode.PrincipalExists, ("id", known.Id)),
        (null, _) => Decision.Reject(RejectionCode.PrincipalUnknown),
        (_, SetPassword set) => Decision.Accept(new PasswordSet(set.Hash)),
        ({ } known, ChangeRoles change) => Change(known, change),
        ({ } known, ChooseLanguage choose) => Choose(known, choose),
        ({ } known, IssueKey issue) => Issue(known, issue, now),
        ({ } known, RevokeKey revoke) => Revoke(known, revoke),
        ({ } known, DisablePrincipal) => known.Disabled ? Decision.Accept() : Decision.Accept(new PrincipalDisabled()),
        ({ } known, EnablePrincipal) => known.Disabled ? Decision.Accept(new PrincipalEnabled()) : Decision.Accept(),
        _ => throw new NotSupportedException($"{command.GetType().Name} has no Decide."),
    };

    private static Decision Create(CreatePrincipal create)
    {
        if (!IsId(create.Id))
            return Decision.Reject(Rejection.Of(RejectionCode.PrincipalIdInvalid, ("id", create.Id)).At("$.id"));
        if (Refuse(create.Roles, create.Org) is { } refusal)
            return refusal;
        if (create.Language is not ("zh" or "en"))
            return RefuseLanguage(create.Language);
        return Decision.Accept(new PrincipalCreated(
            create.Id, create.Name, create.Org, Ordered(create.Roles), create.Language, create.Team, create.Engineer));
    }

    private static Decision Change(Principal known, ChangeRoles change)
    {
        if (Refuse(change.Roles, change.Org) is { } refusal)
            return refusal;
        var roles = Ordered(change.Roles);
        return roles.SequenceEqual(known.Roles) && change.Org == known.Org
            ? Decision.Accept()
            : Decision.Accept(new RolesChanged(roles, change.Org));
    }

    private static Decision Choose(Principal known, ChooseLanguage choose) => choose.Language switch
    {
        not ("zh" or "en") => RefuseLanguage(choose.Language),
        var language when language == known.Language => Decision.Accept(),
        var language => Decision.Accept(new LanguageChosen(language)),
    };

    private static Decision Issue(Principal known, IssueKey issue, DateTimeOffset now)
    {
        // Whoever lost the address of his calendar asks for another, and the lost one is worth nothing.
        AccessKey[] replaced = [.. known.Keys.Where(key => issue.Kind is KeyKind.Calendar && key.Kind is KeyKind.Calendar)];
        if (known.Keys.Count - replaced.Length >= MaxKeys)
            return Decision.Reject(RejectionCode.TooManyKeys, ("limit", MaxKeys));
        if (issue.Kind is KeyKind.Calendar && known.Engineer is null)
            return Decision.Reject(RejectionCode.PrincipalNoEngineer, ("id", known.Id));
        if (issue.ExpiresAt is { } end && end <= now)
            return Decision.Reject(Rejection.Of(RejectionCode.KeyExpiresInThePast, ("expiresAt", end.ToString("O"))).At("$.expiresAt"));
        return Decision.Accept([
            .. replaced.Select(key => new KeyRevoked(key.Id)),
            new KeyIssued(new(issue.Id, issue.Kind, issue.Hash, issue.Label, now, issue.Scopes, issue.ExpiresAt))]);
    }

    private static Decision Revoke(Principal known, RevokeKey revoke) => known.Keys.Any(key => key.Id == revoke.Id)
        ? Decision.Accept(new KeyRevoked(revoke.Id))
        : Decision.Reject(RejectionCode.KeyUnknown, ("key", revoke.Id));

    private static Decision? Refuse(IReadOnlyList<Role> roles, string org)
    {
        if (roles.Count is 0)
            return Decision.Reject(Rejection.Of(RejectionCode.RolesMissing).At("$.roles"));
        return IsOrgPath(org) ? null : Decision.Reject(Rejection.Of(RejectionCode.OrgPathInvalid, ("org", org)).At("$.org"));
    }

    private static Decision RefuseLanguage(string language) =>
        Decision.Reject(Rejection.Of(RejectionCode.LanguageUnknown, ("language", language)).At("$.language"));

    private static IReadOnlyList<Role> Ordered(IReadOnlyList<Role> roles) => [.. roles.Distinct().Order()];

    private static bool IsId(string id) => id.Length is > 0 and <= MaxIdLength && id.All(IsSlugCharacter);

    private static bool IsOrgPath(string org) => org.Length is > 0 and <= MaxOrgLength
        && org.Split('/').All(segment => segment.Length > 0 && segment.All(IsSlugCharacter));

    private static bool IsSlugCharacter(char c) => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '.';
}
