namespace Dispatch.Configuration;

/// <summary>What may be published.</summary>
public static class ConfigurationDecisions
{
    /// <summary>Publishes, or refuses a stale version or content that is not valid; the rejection's errors name every fault.</summary>
    /// <remarks>Publishing what is current already changes nothing, so that seeding may be repeated.</remarks>
    public static Decision Decide(PublishedDocument state, PublishDocument command, ConfigurationSnapshot configuration, DateTimeOffset now)
    {
        if (PublishedDocument.IdOf(command.Kind, command.Id) != state.Id)
            return Decision.Reject(RejectionCode.DocumentIdDiffers, ("id", $"{command.Kind}/{command.Id}"), ("expected", state.Id));
        if (command.IfMatch is { } expected && expected != state.Version)
            return Decision.Reject(RejectionCode.DocumentVersionStale, ("expected", expected), ("current", state.Version));
        if (state.Version > 0 && PublishedDocument.HashOf(command.Body) == state.BodyHash)
            return Decision.Accept();
        var errors = configuration.Validate(command.Kind, command.Id, command.Body);
        return errors.Count is 0
            ? Decision.Accept(new DocumentPublished(command.Kind, command.Id, state.Version + 1, command.Body, now))
            : Decision.Reject(Rejection.Of(RejectionCode.DocumentInvalid,
                ("kind", command.Kind), ("id", command.Id), ("count", errors.Count)) with { Errors = errors });
    }
}
