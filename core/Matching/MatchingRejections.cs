namespace Dispatch;

public readonly partial record struct RejectionCode
{
    /// <summary>The engineer does not serve the zone of the place.</summary>
    public static readonly RejectionCode ZoneNotServed = new("zone-not-served");

    /// <summary>The engineer has not got a skill that the job needs.</summary>
    public static readonly RejectionCode SkillMissing = new("skill-missing");

    /// <summary>The engineer has a skill, but not at the level that the job needs.</summary>
    public static readonly RejectionCode SkillLevelTooLow = new("skill-level-too-low");

    /// <summary>The engineer had the job and gave it up.</summary>
    public static readonly RejectionCode JobDeclined = new("job-declined");

    /// <summary>The job is meant for one engineer, who is somebody else.</summary>
    public static readonly RejectionCode AnotherEngineerWanted = new("another-engineer-wanted");

    /// <summary>The engineer works, but his visits and ways leave no start inside the window.</summary>
    public static readonly RejectionCode CannotArriveInWindow = new("cannot-arrive-in-window");

    /// <summary>A currency is not three capital letters.</summary>
    public static readonly RejectionCode CurrencyInvalid = new("currency-invalid");

    /// <summary>The job needs parts, and no warehouse supplies the zone of the place.</summary>
    public static readonly RejectionCode ZoneWithoutWarehouse = new("zone-without-warehouse");
}
