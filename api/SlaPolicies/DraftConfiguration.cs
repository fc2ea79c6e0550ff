using System.Text.Json;
using Dispatch.Api.Problems;
using Dispatch.Configuration;
using Dispatch.Sla;

namespace Dispatch.Api.SlaPolicies;

/// <summary>The published configuration with documents laid over it that nobody has published: what questions about a policy are asked of.</summary>
public sealed class DraftConfiguration(ConfigurationSnapshot published)
{
    private readonly List<Problem> faults = [];

    /// <summary>What is published, with the documents that are sound.</summary>
    public ConfigurationSnapshot Snapshot { get; private set; } = published;

    /// <summary>Everything wrong with the documents, with paths from the root of the request; null when nothing is.</summary>
    public Problem? Fault { get; private set; }

    /// <summary>Lays calendars over the published ones.</summary>
    public void LayCalendars(IReadOnlyList<JsonElement> calendars)
    {
        foreach (var (i, calendar) in calendars.Index())
            Lay(CalendarKind.Instance.Name, calendar, JsonPath.Item("$.calendars", i));
    }

    /// <summary>Lays a policy over the published ones.</summary>
    /// <returns>Its version in the draft; null when it has faults.</returns>
    public DocumentRef? LayPolicy(JsonElement policy, string? id = null) => Lay(SlaPolicyKind.Instance.Name, policy, "$.policy", id);

    /// <summary>Lets only one of the policies be asked.</summary>
    public void AskOnly(string policy) => Snapshot = Snapshot.WithOnly(SlaPolicyKind.Instance.Name, policy);

    private DocumentRef? Lay(string kind, JsonElement body, string path, string? id = null)
    {
        id ??= body.ValueKind is JsonValueKind.Object && body.TryGetProperty("id", out var own) && own.ValueKind is JsonValueKind.String ? own.GetString()! : "draft";
        var version = new DocumentRef(kind, id, (Snapshot.Document(kind, id)?.Version ?? 0) + 1);
        var after = Snapshot.With(new(kind, id, version.Version, JsonBody.From(body)));
        if (after.Document(version) is not null)
        {
            Snapshot = after;
            return version;
        }
        faults.AddRange(after.Faults[^1].Rejections.Select(rejection => Problem.Of(rejection).At(path + (rejection.Path ?? "$")[1..])));
        Fault = Problem.Of(Rejection.Of(RejectionCode.DocumentInvalid, ("kind", kind), ("id", id), ("count", faults.Count))) with { Others = faults };
        return null;
    }
}
