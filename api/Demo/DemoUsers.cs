using Dispatch.Access;
using Dispatch.Api.Access;
using Dispatch.Api.Demo.Company;
using Dispatch.Grains;
using Dispatch.Silo.Access;

namespace Dispatch.Api.Demo;

/// <summary>The people of the demo company who may sign in with one click, one for each role.</summary>
public static class DemoUsers
{
    private const string Org = DemoTeams.Org;

    /// <summary>All of them, with the title shown on the button. Those who take steps or visits are members of the company.</summary>
    public static IReadOnlyList<(CreatePrincipal Create, LocalText Title)> All { get; } =
    [
        (new("demo-admin", new("赵敏", "Zhao Min"), Org, [Role.Admin]), new("系统管理员", "Administrator")),
        (new(DemoTeams.Manager, new("钱立", "Qian Li"), Org, [Role.Manager]), new("服务经理", "Service manager")),
        (new("demo-dispatcher", new("孙悦", "Sun Yue"), Org, [Role.Dispatcher]), new("调度员", "Dispatcher")),
        Member("service-east", 1, Role.Agent, new("客服", "Service agent")),
        Engineer(0, new("上门工程师", "Field engineer")),
        Member("warehouse", 1, Role.Warehouse, new("仓库管理员", "Warehouse keeper")),
        Member("finance", 1, Role.Finance, new("财务", "Finance")),
    ];

    /// <summary>Creates those that are missing.</summary>
    public static async Task Seed(PrincipalStore principals, CancellationToken cancellationToken)
    {
        foreach (var (create, _) in All)
        {
            if (await principals.Find(create.Id, cancellationToken) is null)
                await principals.Handle(create.Id, create, Origin.System, cancellationToken);
        }
    }

    private static (CreatePrincipal Create, LocalText Title) Member(string team, int index, Role role, LocalText title)
    {
        var before = DemoTeams.All.TakeWhile(each => each.Id != team).Sum(each => each.Size);
        var member = DemoTeams.All.First(each => each.Id == team).Members(before).ElementAt(index);
        return (new(member.Person, member.Name, Org, [role]) { Team = team }, title);
    }

    private static (CreatePrincipal Create, LocalText Title) Engineer(int index, LocalText title)
    {
        var profile = DemoEngineers.All(DemoTeams.All.Sum(team => team.Size)).ElementAt(index);
        return (new(profile.Id, profile.Name, Org, [Role.Engineer]) { Engineer = profile.Id }, title);
    }
}
