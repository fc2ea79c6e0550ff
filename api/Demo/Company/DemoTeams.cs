using System.Collections.Immutable;
using Dispatch.Silo.Founding;

namespace Dispatch.Api.Demo.Company;

/// <summary>The desks of the demo company: six teams with a lead each.</summary>
internal static class DemoTeams
{
    /// <summary>Org path of everything in the demo.</summary>
    public const string Org = "company";

    /// <summary>Principal above the leads.</summary>
    public const string Manager = "demo-manager";

    public static IReadOnlyList<DemoTeam> All { get; } =
    [
        new("service-east", new("华东客服组", "Customer service East"), "east", 6, 8, [new("service", 3), new("return", 2)]),
        new("service-west", new("华西客服组", "Customer service West"), "west", 6, 8, [new("service", 3), new("return", 2)]),
        new("repair-desk", new("维修受理组", "Repair desk"), "east", 6, 10, [new("service", 2), new("diagnosis", 3)]),
        new("claims", new("理赔组", "Claims"), "east", 5, 8, [new("service", 2), new("liability", 3), new("return", 2)]),
        new("warehouse", new("仓储组", "Warehouse"), "east", 4, 12, [new("warehouse", 3)]),
        new("finance", new("财务组", "Finance"), "headquarters", 4, 12, [new("payment", 3)]),
    ];
}

/// <summary>One desk of the demo.</summary>
/// <param name="Size">Members, the lead included.</param>
/// <param name="Capacity">Steps that a member may hold at once.</param>
internal sealed record DemoTeam(string Id, LocalText Name, string Region, int Size, int Capacity, ImmutableArray<Skill> Skills)
{
    /// <summary>The second member stands in for the lead, and the service manager is above.</summary>
    /// <param name="firstName">Place of the lead's name among the demo's names.</param>
    public TeamPlan Plan(int firstName) => new(Id, Name, Member(0), [.. Members(firstName)])
    {
        Region = Region, LeadReports = new(Member(0), DemoTeams.Manager, Member(1)),
    };

    /// <summary>The lead may approve as well; everybody else has the team's skills.</summary>
    public IEnumerable<MemberPlan> Members(int firstName) => Enumerable.Range(0, Size).Select(i =>
        new MemberPlan(Member(i), DemoNames.Of(firstName + i), Capacity, i is 0 ? Skills.Add(new("supervision", 1)) : Skills));

    public string Member(int index) => $"{Id}-{index + 1}";
}
