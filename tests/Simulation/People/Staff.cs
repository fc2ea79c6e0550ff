using Dispatch.Fields;
using Dispatch.Grains;
using Dispatch.Tickets;

namespace Dispatch.Tests.Simulation.People;

/// <summary>People at desks: whoever is given a step thinks for a while and finishes it.</summary>
internal sealed class Staff(Stage stage)
{
    private readonly Random chance = stage.Plan.Chance("staff");

    /// <summary>Somebody has a step.</summary>
    public void Hear(string ticket, StepAssigned assigned)
    {
        // Some forget what lies on their desk until long after it was due.
        var (think, answers, choice) = (chance.Hits(0.03) ? chance.Minutes(100, 200) : chance.Minutes(0.3, 6), chance.Hits(0.25), chance.NextDouble());
        stage.Begin(async () =>
        {
            if (!await stage.Pass(think))
                return;
            if (answers)
                await Messages.Send(stage, ticket, $"user:{assigned.Person}", fromCustomer: false);
            var finish = Finish(assigned.Step, stage.Board.StepOf(ticket, assigned.Step), stage.Board.KindOf(ticket), choice);
            await stage.Line.Insist(grains => grains.GetGrain<ITicketGrain>($"{Ticket.Kind}/{ticket}").Handle(finish, new($"user:{assigned.Person}"), []));
        });
    }

    private static CompleteStep Finish(string instance, string step, string kind, double choice) => step switch
    {
        "answer" => new(instance, choice < 0.3 ? "answered" : "no-answer-needed", null),
        "check" when kind is "return" => new(instance, choice < 0.85 ? "approve" : "reject", null),
        "check" => new(instance, choice < 0.7 ? "valid" : choice < 0.85 ? "need-evidence" : "reject", null),
        "supervisor" => new(instance, choice < 0.8 ? "approve" : "reject", null),
        "receive" => With(new(instance, choice < 0.9 ? "accept" : "refuse", null), "data.condition", FieldValue.Of("intact")),
        "refund" => With(new(instance, null, null), "data.refundReference", FieldValue.Of("R-1")),
        "warehouse-check" => With(new(instance, null, null), "data.packedWell", FieldValue.Of(choice < 0.5)),
        "liability" => With(new(instance, null, null), "data.liable", FieldValue.Of(choice < 0.2 ? "customer" : "carrier")),
        "payment" => With(new(instance, null, null), "data.paymentReference", FieldValue.Of("P-1")),
        "triage" when choice < 0.25 => new(instance, "solved", null),
        "triage" when choice < 0.6 => With(new(instance, "visit", null), "data.partsNeeded", FieldValue.Of([BusyCompany.Parts[(int)(choice * 100) % BusyCompany.Parts.Count]])),
        "triage" => new(instance, "visit", null),
        "sign-off" => new(instance, choice < 0.9 ? "confirmed" : "still-broken", null),
        _ => new(instance, null, null),
    };

    private static CompleteStep With(CompleteStep step, string field, FieldValue value) => step with { Data = FieldValues.Empty.With(field, value) };
}
