using System.Text.Json;
using Dispatch.Customers;
using Dispatch.Grains;
using Dispatch.Grains.Journal;
using Dispatch.Silo.Search;
using Dispatch.Tickets;
using Orleans;

namespace Dispatch.Silo.Erasure;

/// <summary>Erases a person: the texts about a customer and of all the customer's tickets, and what search knew of them. The journal stays whole.</summary>
/// <remarks>Erasing again erases what has come since. A crash in between leaves less, never more; asking again finishes it.</remarks>
public sealed class PersonEraser(IGrainFactory grains, IJournal journal, SqlTexts texts, SearchIndexer search)
{
    private const int Page = 500;

    /// <summary>Org paths of all tickets of a customer, so that nobody erases beyond what he may see.</summary>
    public async Task<IReadOnlyList<string>> OrgsOf(string customer, CancellationToken cancellationToken) =>
        [.. (await texts.TicketsOf(customer, cancellationToken)).Select(ticket => ticket.Org).Distinct(StringComparer.Ordinal)];

    /// <summary>Erases a customer's texts.</summary>
    /// <param name="org">Org path under which it is noted when the customer was never registered.</param>
    /// <returns>What was erased, and the SHA-256 of the files that came with the tickets and that nobody else has: their bytes are for the caller to delete.</returns>
    public async Task<(Erased Erased, IReadOnlyList<string> Files)> Erase(string customer, string org, Origin origin, CancellationToken cancellationToken)
    {
        var tickets = (await texts.TicketsOf(customer, cancellationToken)).Select(ticket => ticket.Ticket).ToList();
        var found = new Found();
        foreach (var ticket in tickets)
            await CollectTexts($"{Ticket.Kind}/{ticket}", found, cancellationToken);
        var files = new List<string>();
        foreach (var sha256 in found.Files.Values.Distinct(StringComparer.Ordinal))
            if (!await texts.IsSharedWithOthers(sha256, found.Files.Keys, cancellationToken))
                files.Add(sha256);
        var erased = new Erased(tickets.Count, await texts.Erase(customer, found.Texts, cancellationToken), files.Count);
        foreach (var some in tickets.Chunk(Page))
            await search.Reindex(some, cancellationToken);
        await grains.GetGrain<ICustomerGrain>($"{Customer.Kind}/{customer}").NoteErased(org, erased.Tickets, erased.Texts, origin);
        return (erased, files);
    }

    private async Task CollectTexts(string entity, Found found, CancellationToken cancellationToken)
    {
        var version = 0L;
        while (await journal.ReadEntity(entity, version, Page, cancellationToken) is { Count: > 0 } events)
        {
            foreach (var @event in events)
            {
                using var body = JsonDocument.Parse(@event.Body);
                await Collect(body.RootElement, found, cancellationToken);
            }
            version = events[^1].Version;
        }
    }

    /// <summary>References to texts look the same in every event: an id and a hash. Files are named by a text of their own.</summary>
    private async Task Collect(JsonElement element, Found found, CancellationToken cancellationToken)
    {
        if (element.ValueKind is JsonValueKind.Array)
            foreach (var item in element.EnumerateArray())
                await Collect(item, found, cancellationToken);
        if (element.ValueKind is not JsonValueKind.Object)
            return;
        if (element.TryGetProperty("sha256", out _) && element.TryGetProperty("id", out var id))
            found.Texts.Add(id.GetString()!);
        foreach (var member in element.EnumerateObject())
            if (member is { Name: "files", Value.ValueKind: JsonValueKind.Array })
                foreach (var file in member.Value.EnumerateArray())
                    await CollectFile(file.GetString()!, found, cancellationToken);
            else
                await Collect(member.Value, found, cancellationToken);
    }

    private async Task CollectFile(string file, Found found, CancellationToken cancellationToken)
    {
        if (await journal.Load($"file/{file}", cancellationToken) is not { } stored)
            return;
        using var card = JsonDocument.Parse(stored.State);
        found.Texts.Add(card.RootElement.GetProperty("name").GetString()!);
        found.Files[stored.Id] = card.RootElement.GetProperty("sha256").GetString()!;
    }

    /// <summary>Ids of texts, and the files that tickets show: key and SHA-256 of each.</summary>
    private sealed record Found
    {
        public SortedSet<string> Texts { get; } = new(StringComparer.Ordinal);

        public SortedDictionary<string, string> Files { get; } = new(StringComparer.Ordinal);
    }
}

/// <summary>What erasing a person took away.</summary>
/// <param name="Tickets">Tickets of the person.</param>
/// <param name="Texts">Texts that are gone.</param>
/// <param name="Files">Files whose bytes are gone.</param>
public sealed record Erased(int Tickets, int Texts, int Files);
