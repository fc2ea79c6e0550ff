using Dispatch.Access;
using Dispatch.Api.Access;
using Dispatch.Tickets;

namespace Dispatch.Api.Tickets.Commands;

/// <summary><c>POST /api/tickets/{id}/assign</c>: gives a step to a member of its team. Dispatchers and managers may overrule capacity.</summary>
public static class AssignCommand
{
    /// <summary>The person, and the step; the only open one when absent.</summary>
    public sealed record Request(string Person)
    {
        /// <summary>Step instance.</summary>
        public string? Step { get; init; }
    }

    /// <summary>Maps the route.</summary>
    public static void Map(IEndpointRouteBuilder tickets) => tickets.MapCommand<Request>(
        "assign", Policies.TicketsDesk, "Gives a step to a member of its team.",
        (request, command) => new AssignStep(request.Step, request.Person, Forced: command.Caller.Roles.Any(role => role is not Role.Agent)));
}
