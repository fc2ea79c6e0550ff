using Dispatch.Grains;
using Dispatch.Silo.Configuration;
using Dispatch.Silo.Founding;
using Orleans;

namespace Dispatch.Api.Demo.Company;

/// <summary>Founds the demo company.</summary>
public sealed class DemoSeed(IGrainFactory grains, ConfigurationCache configuration)
{
    private readonly CompanyFounder founder = new(grains, configuration, DemoTeams.Org, new Origin("system:demo"));

    /// <summary>Founds what is missing.</summary>
    /// <param name="cityName">City in which the company works; null for the demo's own.</param>
    /// <param name="live">Whether a company in another city works, and not only holds history.</param>
    public Task Found(string? cityName = null, bool live = false, CancellationToken cancellationToken = default) =>
        founder.Found(DemoCompany.In(DemoCities.Find(cityName), live), cancellationToken);
}
