using Dispatch.Grains.Journal;

namespace Dispatch.Api.Board;

/// <summary>A ticket as boards show it: nothing that leads to the customer, since whoever passes a wall reads it.</summary>
/// <inheritdoc cref="Tickets.TicketListItem" path="/param" />
public sealed record BoardTicket(
    string Id, string Number, string Status, string Kind, string Priority,
    DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, bool Breached, int EscalationLevel, long Version)
{
    /// <summary>Decimals of a degree that are kept of a place: about a hundred metres.</summary>
    private const int PlaceDecimals = 3;

    /// <summary>Team that answers for it.</summary>
    public string? Team { get; init; }

    /// <summary>Person who works on it.</summary>
    public string? Assignee { get; init; }

    /// <summary>Engineer of the next visit.</summary>
    public string? Engineer { get; init; }

    /// <summary>Dispatch zone of the place.</summary>
    public string? Zone { get; init; }

    /// <summary>The nearest running deadline.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>The target that the deadline belongs to.</summary>
    public string? DueTarget { get; init; }

    /// <summary>Where it is, to about a hundred metres.</summary>
    public Place? Place { get; init; }

    /// <summary>The board's view of a row.</summary>
    public static BoardTicket Of(TicketRow row) => new(
        row.Id, row.Number, row.Status, row.Kind, row.Priority, row.CreatedAt, row.UpdatedAt, row.Breached, row.EscalationLevel, row.Version)
    {
        Team = row.Team,
        Assignee = row.Assignee,
        Engineer = row.Engineer,
        Zone = row.Zone,
        DueAt = row.DueAt,
        DueTarget = row.DueTarget,
        Place = row is { Longitude: { } longitude, Latitude: { } latitude } ? About(new(longitude, latitude)) : null,
    };

    /// <summary>A place as boards show it.</summary>
    public static Place About(Place place) => new(Math.Round(place.Longitude, PlaceDecimals), Math.Round(place.Latitude, PlaceDecimals));
}
