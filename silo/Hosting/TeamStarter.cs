using Dispatch.Grains;
using Dispatch.Silo.Configuration;
using Dispatch.Teams;
using Microsoft.Extensions.Hosting;
using Orleans;

namespace Dispatch.Silo.Hosting;

/// <summary>Brings every team to life at start, so that steps which waited when the process died are given out without anybody asking.</summary>
public sealed class TeamStarter(IGrainFactory grains, ConfigurationCache configuration) : IHostedService
{
    /// <inheritdoc />
    public Task StartAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(configuration.Current.Teams.Select(team => grains.GetGrain<ITeamGrain>($"{Team.Kind}/{team}").Describe()));

    /// <inheritdoc />
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
