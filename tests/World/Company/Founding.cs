using Dispatch.Grains;
using Dispatch.Silo.Configuration;
using Dispatch.Silo.Founding;

namespace Dispatch.Tests.World.Company;

/// <summary>Founds a company in a world.</summary>
public static class Founding
{
    /// <summary>Org path of everything.</summary>
    public const string Org = "acme";

    /// <summary>Sets everything up and lets the news of it settle.</summary>
    public static VirtualWorld Found(this VirtualWorld world, CompanyPlan plan)
    {
        world.Run(() => new CompanyFounder(world.Grains, world.Service<ConfigurationCache>(), Org, new Origin("user:founder")).Found(plan));
        world.Advance(TimeSpan.FromSeconds(10));
        return world;
    }
}
