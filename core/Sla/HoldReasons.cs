namespace Dispatch.Sla;

/// <summary>Codes of the reasons for a hold that say nothing but what is awaited. Policies and the desk may use others.</summary>
public static class HoldReasons
{
    /// <summary>Only the customer ends it.</summary>
    public const string AwaitingCustomer = "awaiting-customer";

    /// <summary>A supplier has to do something.</summary>
    public const string AwaitingSupplier = "awaiting-supplier";

    /// <summary>Parts have to come.</summary>
    public const string AwaitingParts = "awaiting-parts";

    /// <summary>Somebody has to approve.</summary>
    public const string AwaitingApproval = "awaiting-approval";

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<string> All = [AwaitingCustomer, AwaitingSupplier, AwaitingParts, AwaitingApproval];
}
