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

    /// <summary>Erases a customer.</summary>
    /// <param name="org">Org path under which it is noted when the customer was never registered.</param>
    public async Task<Erased> Erase(string customer, string org, Origin origin, CancellationToken cancellationToken)
    {
        var tickets = (await texts.TicketsOf(customer, cancellationToken)).Select(ticket => ticket.Ticket).ToList();
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var ticket in tickets)
            await CollectTexts($"{Ticket.Kind}/{ticket}", ids, cancellationToken);
        var erased = new Erased(tickets.Count, await texts.Erase(customer, [.. ids.Order(StringComparer.Ordinal)], cancellationToken));
        foreach (var some in tickets.Chunk(Page))
            await search.Reindex(some, cancellationToken);
        await grains.GetGrain<ICustomerGrain>($"{Customer.Kind}/{customer}").NoteErased(org, erased.Tickets, erased.Texts, origin);
        return erased;
    }

    private async Task CollectTexts(string entity, HashSet<string> ids, CancellationToken cancellationToken)
    {
        var version = 0L;
        while (await journal.ReadEntity(entity, version, Page, cancellationToken) is { Count: > 0 } events)
        {
            foreach (var @event in events)
            {
                using var body = JsonDocument.Parse(@event.Body);
                await Collect(body.RootElement, ids, cancellationToken);
            }
            version = events[^1].Version;
        }
    }

    /// <summary>References to texts look the same in every event: an id and a hash. Files are named by a text of their own.</summary>
    private async Task Collect(JsonElement element, HashSet<string> ids, CancellationToken cancellationToken)
    {
        if (element.ValueKind is JsonValueKind.Array)
            foreach (var item in element.EnumerateArray())
                await Collect(item, ids, cancellationToken);
        if (element.ValueKind is not JsonValueKind.Object)
            return;
        if (element.TryGetProperty("sha256", out _) && element.TryGetProperty("id", out var id))
            ids.Add(id.GetString()!);
        foreach (var member in element.EnumerateObject())
            if (member is { Name: "files", Value.ValueKind: JsonValueKind.Array })
                foreach (var file in member.Value.EnumerateArray())
                    await CollectName(file.GetString()!, ids, cancellationToken);
            else
                await Collect(member.Value, ids, cancellationToken);
    }

    private async Task CollectName(string file, HashSet<string> ids, CancellationToken cancellationToken)
    {
        if (await journal.Load($"file/{file}", cancellationToken) is not { } stored)
            return;
        using var card = JsonDocument.Parse(stored.State);
        if (card.RootElement.TryGetProperty("name", out var name))
            ids.Add(name.GetString()!);
    }
}

/// <summary>What erasing a person took away.</summary>
/// <param name="Tickets">Tickets of the person.</param>
/// <param name="Texts">Texts that are gone.</param>
public sealed record Erased(int Tickets, int Texts);
