using System.Text.Json;
using Dispatch.Grains.Journal;
using Dispatch.Silo.Hosting;
using Dispatch.Tickets;

namespace Dispatch.Api.Tickets;

/// <summary>Where a ticket is, as callers say it: the same at intake and when it is corrected.</summary>
public sealed class TicketPlaces(ZoneMapCache zones, IJournal journal)
{
    /// <summary>The place on the globe, and the zone that holds it now; null where none does, or nobody said where.</summary>
    public (Place? Place, string? Zone) Locate(Place? sent) =>
        sent is not null && CoordinateSystems.ToWgs84(sent) is var place ? (place, zones.Current.Find(place)) : (null, null);

    /// <summary>The street address as it stands; null when nobody said it, or it was erased.</summary>
    public async Task<string?> AddressOf(Ticket ticket, CancellationToken cancellationToken)
    {
        string[] ids = [.. new[] { ticket.Facts?.Contact, ticket.Address }.OfType<ContentRef>().Select(text => text.Id)];
        var texts = (await journal.ReadContent(ids, cancellationToken)).ToDictionary(text => text.Id, text => text.Text, StringComparer.Ordinal);
        return ContactOf(ticket, texts)?.Contact?.Address;
    }

    /// <summary>Whom to reach, and where by now; null when nobody said so, or it was erased.</summary>
    /// <param name="texts">Texts by id.</param>
    public static ContactText? ContactOf(Ticket ticket, IReadOnlyDictionary<string, string> texts)
    {
        var contact = Text(ticket.Facts?.Contact) is { } kept ? JsonSerializer.Deserialize<ContactText>(kept, DispatchJson.Stored)! : null;
        // What was corrected and then erased does not bring back what was wrong.
        return ticket.Address is null || (contact?.Contact, Text(ticket.Address)) is (null, null)
            ? contact
            : (contact ?? new()) with { Contact = (contact?.Contact ?? new()) with { Address = Text(ticket.Address) } };

        string? Text(ContentRef? reference) => reference is null ? null : texts.GetValueOrDefault(reference.Id);
    }
}
