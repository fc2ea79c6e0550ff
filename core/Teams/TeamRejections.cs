namespace Dispatch;

public readonly partial record struct RejectionCode
{
    /// <summary>No such team, or it was never established.</summary>
    public static readonly RejectionCode TeamUnknown = new("team-unknown");

    /// <summary>The person is not on this team.</summary>
    public static readonly RejectionCode MemberUnknown = new("member-unknown");

    /// <summary>The person is not at work.</summary>
    public static readonly RejectionCode MemberAbsent = new("member-absent");

    /// <summary>The person holds as many steps as they may.</summary>
    public static readonly RejectionCode MemberFull = new("member-full");

    /// <summary>The person lacks a required skill or its level.</summary>
    public static readonly RejectionCode MemberLacksSkill = new("member-lacks-skill");

    /// <summary>The person still holds steps.</summary>
    public static readonly RejectionCode MemberHoldsSteps = new("member-holds-steps");

    /// <summary>Capacity outside 1 to 50.</summary>
    public static readonly RejectionCode CapacityOutOfRange = new("capacity-out-of-range");

    /// <summary>Somebody else on the team already holds the step.</summary>
    public static readonly RejectionCode StepHeldByOther = new("step-held-by-other");

    /// <summary>A stand-in is another member of the same team. Arguments: person, team.</summary>
    public static readonly RejectionCode StandInUnsuitable = new("stand-in-unsuitable");

    /// <summary>Nobody is above himself. Arguments: person.</summary>
    public static readonly RejectionCode ManagerUnsuitable = new("manager-unsuitable");

    /// <summary>Members and what they may hold together would not fit into the team's snapshot. Arguments: members, steps, bytes, most.</summary>
    public static readonly RejectionCode TeamTooLarge = new("team-too-large");
}
