using Dispatch.Configuration;
using Dispatch.Sla;

namespace Dispatch.Grains;

/// <summary>The shell of a <see cref="PublishedDocument"/>.</summary>
public sealed class ConfigurationGrain(EntityContext context, IConfigurationSource configuration)
    : EntityGrain<PublishedDocument, ConfigurationEvent>(context), IConfigurationGrain
{
    /// <inheritdoc />
    public async Task<Outcome> Publish(PublishDocument command, Origin origin)
    {
        var decision = ConfigurationDecisions.Decide(State, command, configuration.Current, Now);
        if (decision.Rejection?.Code == RejectionCode.DocumentInvalid)
        {
            // What it names may have been published in another process a moment ago.
            await configuration.CatchUp();
            decision = ConfigurationDecisions.Decide(State, command, configuration.Current, Now);
        }
        return await Commit(decision, origin);
    }

    /// <summary>What a policy or calendar promises, open tickets go by as well. A calendar's first version is nobody's yet.</summary>
    protected override IEnumerable<Reaction> Pending(PublishedDocument state)
    {
        var document = new DocumentRef(state.Id[..state.Id.IndexOf('/')], state.Id[(state.Id.IndexOf('/') + 1)..], state.Version);
        if (document.Kind == SlaPolicyKind.Instance.Name || (document.Kind == CalendarKind.Instance.Name && document.Version > 1))
            yield return new($"rollout/{document.Version}", () => GrainFactory.GetGrain<ISlaRolloutGrain>($"{SlaRollout.Kind}/{SlaRollout.IdOf(document)}").Begin(document));
    }

    /// <inheritdoc />
    public Task<Snapshot<PublishedDocument>?> Describe() =>
        Task.FromResult(Version is 0 ? null : new Snapshot<PublishedDocument>(State, Version));
}
