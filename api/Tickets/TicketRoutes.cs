using Dispatch.Api.Tickets.Commands;

namespace Dispatch.Api.Tickets;

/// <summary>Routes of tickets.</summary>
public static class TicketRoutes
{
    /// <summary>Maps them.</summary>
    public static void MapTickets(this IEndpointRouteBuilder api)
    {
        var tickets = api.MapGroup("/tickets").WithTags("Tickets");
        CreateTicketRoute.Map(tickets);
        CreateTicketsInBulk.Map(tickets);
        ListTickets.Map(tickets);
        GetTicket.Map(tickets);
        GetTimeline.Map(tickets);
        GetClocks.Map(tickets);
        IssueCustomerLink.Map(tickets);
        GetAppointments.Map(tickets);
        AcknowledgeCommand.Map(tickets);
        AcceptCommand.Map(tickets);
        ArriveCommand.Map(tickets);
        AssignCommand.Map(tickets);
        BookVisitCommand.Map(tickets);
        CancelCommand.Map(tickets);
        ChangePriorityCommand.Map(tickets);
        ClaimCommand.Map(tickets);
        CloseCommand.Map(tickets);
        CompleteStepCommand.Map(tickets);
        CompleteVisitCommand.Map(tickets);
        DeclineCommand.Map(tickets);
        DepartCommand.Map(tickets);
        HoldCommand.Map(tickets);
        MergeCommand.Map(tickets);
        MoveVisitCommand.Map(tickets);
        ChooseAppointmentCommand.Map(tickets);
        PinVisitCommand.Map(tickets);
        NoteCommand.Map(tickets);
        ReopenCommand.Map(tickets);
        ReplyCommand.Map(tickets);
        ResolveCommand.Map(tickets);
        ResumeCommand.Map(tickets);
        SetPlaceCommand.Map(tickets);
        TransferCommand.Map(tickets);
        WatchCommand.Map(tickets);
        UnwatchCommand.Map(tickets);
    }
}
