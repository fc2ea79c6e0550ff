using Dispatch.Configuration;

namespace Dispatch.Grains;

/// <summary>The shell of a <see cref="PublishedDocument"/>.</summary>
public sealed class ConfigurationGrain(EntityContext context, IConfigurationSource configuration)
    : EntityGrain<PublishedDocument, ConfigurationEvent>(context), IConfigurationGrain
{
    /// <inheritdoc />
    public Task<Outcome> Publish(PublishDocument command, Origin origin) =>
        Commit(ConfigurationDecisions.Decide(State, command, configuration.Current, Now), origin);

    /// <inheritdoc />
    public Task<Snapshot<PublishedDocument>?> Describe() =>
        Task.FromResult(Version is 0 ? null : new Snapshot<PublishedDocument>(State, Version));
}
