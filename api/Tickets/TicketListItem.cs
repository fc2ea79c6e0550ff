using Dispatch.Grains.Journal;

namespace Dispatch.Api.Tickets;

/// <summary>A ticket as lists and boards show it.</summary>
/// <param name="Status">new, open, pending, resolved, closed, cancelled or merged.</param>
/// <param name="Priority">low, normal, high or urgent.</param>
/// <param name="Breached">Whether any SLA target was missed.</param>
/// <param name="EscalationLevel">0 when none was reached.</param>
public record TicketListItem(
    string Id, string Number, string Status, string Kind, string Channel, string Priority,
    DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, bool Breached, int EscalationLevel, long Version)
{
    /// <summary>Team that answers for it.</summary>
    public string? Team { get; init; }

    /// <summary>Person who works on it.</summary>
    public string? Assignee { get; init; }

    /// <summary>Engineer of the next visit.</summary>
    public string? Engineer { get; init; }

    /// <summary>Customer id.</summary>
    public string? Customer { get; init; }

    /// <summary>Region of the company.</summary>
    public string? Region { get; init; }

    /// <summary>Dispatch zone of the place.</summary>
    public string? Zone { get; init; }

    /// <summary>The nearest running deadline.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>The target that the deadline belongs to.</summary>
    public string? DueTarget { get; init; }

    /// <summary>Order number as given.</summary>
    public string? OrderNumber { get; init; }

    /// <summary>Product as given.</summary>
    public string? Product { get; init; }

    /// <summary>Id in the source system.</summary>
    public string? ExternalRef { get; init; }

    /// <summary>Amount in dispute.</summary>
    public Money? Amount { get; init; }

    /// <summary>Where it is.</summary>
    public Place? Place { get; init; }

    /// <summary>The item of a row.</summary>
    public static TicketListItem Of(TicketRow row) => new(
        row.Id, row.Number, row.Status, row.Kind, row.Channel, row.Priority,
        row.CreatedAt, row.UpdatedAt, row.Breached, row.EscalationLevel, row.Version)
    {
        Team = row.Team,
        Assignee = row.Assignee,
        Engineer = row.Engineer,
        Customer = row.Customer,
        Region = row.Region,
        Zone = row.Zone,
        DueAt = row.DueAt,
        DueTarget = row.DueTarget,
        OrderNumber = row.OrderNumber,
        Product = row.Product,
        ExternalRef = row.ExternalRef,
        Amount = row is { AmountMinor: { } minor, AmountCurrency: { } currency } ? new(minor, currency) : null,
        Place = row is { Longitude: { } longitude, Latitude: { } latitude } ? new(longitude, latitude) : null,
    };
}
