using System.Text.Json.Serialization;

namespace Dispatch.Flows;

/// <summary>Which minutes of a limit count.</summary>
public enum LimitClock
{
    /// <summary>Minutes of the ticket's business calendar.</summary>
    Working,

    /// <summary>Minutes on the wall.</summary>
    Elapsed,
}

/// <summary>How long something may take, as data: the SLA engine turns it into an instant.</summary>
/// <param name="Minutes">At least 1.</param>
/// <param name="Clock">Which minutes count.</param>
public sealed record TimeLimit(int Minutes, LimitClock Clock)
{
    /// <summary>Whether the time of a hold counts too; otherwise the limit stands still while the ticket is on hold, as SLA clocks do.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool RunsOnHold { get; init; }
}

/// <summary>What a wait waits for.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(WaitForTime), "time")]
[JsonDerivedType(typeof(WaitForCustomer), "customer")]
[JsonDerivedType(typeof(WaitForEvent), "event")]
public abstract record WaitFor;

/// <summary>Waits for the step's limit to pass.</summary>
public sealed record WaitForTime : WaitFor;

/// <summary>Waits until the customer replies.</summary>
public sealed record WaitForCustomer : WaitFor;

/// <summary>Waits for something outside that has a name, such as <c>parcel-received</c>.</summary>
public sealed record WaitForEvent(string Name) : WaitFor;
