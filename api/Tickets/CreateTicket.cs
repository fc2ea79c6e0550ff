using System.Text.Json;
using Dispatch.Api.Access;
using Dispatch.Api.Problems;
using Dispatch.Api.Requests;

namespace Dispatch.Api.Tickets;

/// <summary>A ticket as callers send it.</summary>
/// <param name="Kind">Case type, such as <c>repair</c>.</param>
/// <param name="Channel">Where it came from, such as <c>web</c>.</param>
public record CreateTicket(string Kind, string Channel)
{
    /// <summary>Id in the source system; with the channel it names the ticket for ever.</summary>
    public string? ExternalRef { get; init; }

    /// <summary>Who has the case.</summary>
    public CustomerInput? Customer { get; init; }

    /// <summary>Whom to reach, and where.</summary>
    public ContactInput? Contact { get; init; }

    /// <summary>Order the case is about.</summary>
    public string? OrderNumber { get; init; }

    /// <summary>Product the case is about.</summary>
    public string? Product { get; init; }

    /// <summary>Serial number of the item.</summary>
    public string? Serial { get; init; }

    /// <summary>What is wrong, at most 8,000 characters.</summary>
    public string? Description { get; init; }

    /// <summary>Amount in dispute.</summary>
    public Money? Amount { get; init; }

    /// <summary>Where it is: longitude and latitude in degrees; <c>system</c> wgs84 (when absent), gcj02 or bd09.</summary>
    public Place? Place { get; init; }

    /// <summary>IANA time zone of the place, for policies that count by it.</summary>
    public string? SiteTimeZone { get; init; }

    /// <summary>How urgent the sender finds it; a routing rule may decide otherwise.</summary>
    public Priority? Priority { get; init; }

    /// <summary>Region of the company.</summary>
    public string? Region { get; init; }

    /// <summary>Ids of files uploaded before.</summary>
    public IReadOnlyList<string>? Files { get; init; }

    /// <summary>Fields of the case type by name: text, number or boolean each.</summary>
    public JsonElement? Data { get; init; }

    /// <summary>When the customer can receive an engineer.</summary>
    public WindowInput? VisitWindow { get; init; }

    /// <summary>Parts that a visit will need.</summary>
    public IReadOnlyList<PartNeed>? Parts { get; init; }
}

/// <summary>Something a customer is known by.</summary>
/// <param name="Kind">phone, email, account, wechat …</param>
public sealed record CustomerInput(string Kind, string Value)
{
    /// <summary>What the customer is called.</summary>
    public string? Name { get; init; }

    /// <summary>IANA time zone where the customer lives, for policies that count by it.</summary>
    public string? TimeZone { get; init; }
}

/// <summary>Whom to reach, and where.</summary>
public sealed record ContactInput
{
    /// <summary>Name of the person.</summary>
    public string? Name { get; init; }

    /// <summary>Telephone number.</summary>
    public string? Phone { get; init; }

    /// <summary>E-mail address.</summary>
    public string? Email { get; init; }

    /// <summary>Street address.</summary>
    public string? Address { get; init; }
}

/// <summary>A stretch of time.</summary>
public sealed record WindowInput(DateTimeOffset From, DateTimeOffset To);

/// <summary>What came of a ticket that was taken in.</summary>
public sealed record TicketCreated(string Id, string Number, string Status, Priority Priority, IReadOnlyList<TicketCreatedTarget> Sla)
{
    /// <summary>Team that answers for it.</summary>
    public string? Team { get; init; }

    /// <summary>Person who works on it; absent while it waits in the team's queue.</summary>
    public string? Assignee { get; init; }
}

/// <summary>A promise that runs for the ticket.</summary>
public sealed record TicketCreatedTarget(string Target, string State)
{
    /// <summary>The deadline.</summary>
    public DateTimeOffset? DueAt { get; init; }
}

/// <summary><c>POST /api/tickets</c>: takes one ticket in; 201 once it is durable, 200 for a repeat.</summary>
public static class CreateTicketRoute
{
    /// <summary>Maps the route.</summary>
    public static void Map(IEndpointRouteBuilder tickets) => tickets.MapPost("", Handle).RequireAuthorization(Policies.TicketsCreate)
        .Produces<TicketCreated>(StatusCodes.Status201Created).Produces<TicketCreated>()
        .WithSummary("Takes a ticket in; answered once it is durable. A repeat by Idempotency-Key or channel and externalRef returns the first ticket.");

    private static async Task<IResult> Handle(CreateTicket request, HttpContext context, TicketIntake intake, CancellationToken cancellationToken)
    {
        var taken = await intake.Take(request, Caller.Of(context.User), Idempotency.Of(context)?.Key, ProblemResult.TraceIdOf(context), cancellationToken);
        if (taken.Problem is { } problem)
            return new ProblemResult(problem);
        ETags.Set(context, taken.Version);
        return taken.IsNew
            ? TypedResults.Created($"/api/tickets/{taken.Ticket!.Id}", taken.Ticket)
            : TypedResults.Ok(taken.Ticket);
    }
}
