using System.Globalization;
using Dispatch.Customers;
using Dispatch.Silo.Founding;

namespace Dispatch.Api.Demo.Company;

/// <summary>Five hundred customers of three tiers, known by their phone numbers.</summary>
internal static class DemoCustomers
{
    private const int Count = 500;
    private const int FirstName = 300;

    public static IReadOnlyList<CustomerPlan> All { get; } = [.. Enumerable.Range(0, Count).Select(Of)];

    private static CustomerPlan Of(int index)
    {
        // 199 is in nobody's use: the demo never shows a number that might ring.
        var phone = string.Create(CultureInfo.InvariantCulture, $"+86199{index:00000000}");
        var tier = index % 20 is 0 ? "platinum" : index % 5 is 0 ? "gold" : Customer.StandardTier;
        return new(CustomerIdentity.ToId("phone", phone), tier, new(DemoNames.Of(FirstName + index).Zh, [new("phone", phone)]));
    }
}
