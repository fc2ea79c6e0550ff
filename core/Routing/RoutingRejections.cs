namespace Dispatch;

public readonly partial record struct RejectionCode
{
    /// <summary>There are no rules, or more than a document takes.</summary>
    public static readonly RejectionCode RoutingRuleCount = new("routing-rule-count");

    /// <summary>A rule's id is no slug.</summary>
    public static readonly RejectionCode RoutingRuleIdMalformed = new("routing-rule-id-malformed");

    /// <summary>Two rules have one id.</summary>
    public static readonly RejectionCode RoutingRuleDuplicate = new("routing-rule-duplicate");

    /// <summary>The last rule does not hold for every ticket, so some ticket would find no team.</summary>
    public static readonly RejectionCode RoutingCatchAllMissing = new("routing-catch-all-missing");

    /// <summary>The rule holds for every ticket but is not the last: those behind it would never be asked.</summary>
    public static readonly RejectionCode RoutingCatchAllNotLast = new("routing-catch-all-not-last");

    /// <summary>The team does not exist.</summary>
    public static readonly RejectionCode RoutingTeamUnknown = new("routing-team-unknown");

    /// <summary>A skill's id is no slug, its level not 1 to 5, or it is required twice.</summary>
    public static readonly RejectionCode RoutingSkillMalformed = new("routing-skill-malformed");
}
