using Dispatch.Api.Access;
using Dispatch.Tickets;

namespace Dispatch.Api.Tickets.Commands;

/// <summary><c>POST /api/tickets/{id}/set-place</c>: enters or corrects where visits go. What nobody has is sought again; what is promised is given up and sought anew.</summary>
public static class SetPlaceCommand
{
    /// <summary>Where it is, as at intake.</summary>
    /// <param name="Place">Longitude and latitude in degrees; <c>system</c> wgs84 (when absent), gcj02 or bd09.</param>
    public sealed record Request(Place Place)
    {
        /// <summary>Street address, at most 500 characters; absent or blank leaves what was said before.</summary>
        public string? Address { get; init; }

        /// <summary>IANA time zone of the place, for policies that count by it; absent leaves what was said before.</summary>
        public string? SiteTimeZone { get; init; }
    }

    /// <summary>Maps the route.</summary>
    public static void Map(IEndpointRouteBuilder tickets) => tickets.MapCommand<Request>(
        "set-place", Policies.TicketsDesk, "Enters or corrects where visits go: what nobody has is sought again, what is promised is given up and sought anew.", Make);

    private static async Task<TicketCommand> Make(Request request, CommandRequest command, Foreign foreign)
    {
        command.Site(request.Place, request.SiteTimeZone, "$.address", request.Address);
        if (command.Fault is not null)
            // Refused already: never handed on.
            return new SetPlace(request.Place, null);
        var (place, zone) = foreign.Places.Locate(request.Place);
        var isKnown = string.IsNullOrWhiteSpace(request.Address) || request.Address == await foreign.AddressOf(command.Ticket);
        return new SetPlace(place!, zone, isKnown ? null : command.Texts.Keep("address", request.Address), request.SiteTimeZone);
    }
}
