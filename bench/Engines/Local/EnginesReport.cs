using System.Globalization;
using System.Text;

namespace Dispatch.Bench;

/// <summary>The comparison of engines as Markdown.</summary>
internal static class EnginesReport
{
    public static string Write(IReadOnlyList<CallRound> calls, IReadOnlyList<ActivationRound> activation)
    {
        var text = new StringBuilder().AppendLine("# The Local engine and Orleans").AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"""
            Medians of {calls.Count} rounds, engines in turn, each figure from a process of its own; {Environment.ProcessorCount} processors.

            ## A call

            `ITicketGrain.Describe()` of a ticket that does not exist: no storage, hardly any work. Microseconds per call; {CallCost.Callers} at once have a grain each,
            and their figure is the time that passes for each of all calls. The baseline of the Local engine is an awaited method of an object through an
            interface, that of Orleans is the Local engine.
            """).AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"| call | one by one, µs | beside its baseline | {CallCost.Callers} at once, µs | beside its baseline |");
        text.AppendLine("|---|---|---|---|---|");
        Call("method of an object", round => round.Local.Plain, round => round.Local.PlainAtOnce, null, null);
        Call("Local engine, in process", round => round.Local.OneByOne, round => round.Local.AtOnce, round => round.Local.Plain, round => round.Local.PlainAtOnce);
        Call("Orleans, within one silo", round => round.Silo.OneByOne, round => round.Silo.AtOnce, round => round.Local.OneByOne, round => round.Local.AtOnce);
        Call("Orleans, client to silo over loopback TCP", round => round.Client.OneByOne, round => round.Client.AtOnce, round => round.Local.OneByOne, round => round.Local.AtOnce);
        if (activation.Count > 0)
            Activation(text, activation);
        return text.ToString();

        void Call(string name, Func<CallRound, double> one, Func<CallRound, double> many, Func<CallRound, double>? oneBaseline, Func<CallRound, double>? manyBaseline) =>
            text.AppendLine(CultureInfo.InvariantCulture,
                $"| {name} | {Micro(calls.Median(one))} | {Times(calls, one, oneBaseline)} | {Micro(calls.Median(many))} | {Times(calls, many, manyBaseline)} |");
    }

    private static void Activation(StringBuilder text, IReadOnlyList<ActivationRound> rounds)
    {
        text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"""
            ## Active tickets

            {rounds[0].Local.Tickets:N0} open tickets in PostgreSQL are asked to describe themselves, {ActivationCost.AtOnce} at once: each is activated and reads its snapshot.
            Memory is what the process has more than before, after full collections, divided by the tickets: state, activation and the engine's directory.
            Nothing falls due meanwhile. The baseline is the Local engine.
            """).AppendLine();
        text.AppendLine("| | Local engine | Orleans, one silo | ratio |");
        text.AppendLine("|---|---|---|---|");
        Line("all active, s", cost => cost.Seconds, "N1");
        Line("tickets activated per second", cost => cost.Tickets / cost.Seconds, "N0");
        Line("managed memory per ticket, bytes", cost => cost.Heap, "N0");
        Line("resident memory per ticket, bytes", cost => cost.Resident, "N0");

        void Line(string name, Func<ActivationCost, double> figure, string format)
        {
            var (local, orleans) = (rounds.Median(round => figure(round.Local)), rounds.Median(round => figure(round.Orleans)));
            text.AppendLine(CultureInfo.InvariantCulture, $"| {name} | {local.ToString(format, CultureInfo.InvariantCulture)} | {orleans.ToString(format, CultureInfo.InvariantCulture)} | {orleans / local:F2} |");
        }
    }

    private static string Micro(double value) => value.ToString(value < 1 ? "N4" : "N2", CultureInfo.InvariantCulture);

    private static string Times(IReadOnlyList<CallRound> calls, Func<CallRound, double> figure, Func<CallRound, double>? baseline) =>
        baseline is null ? "baseline" : (calls.Median(figure) / calls.Median(baseline)).ToString("N1", CultureInfo.InvariantCulture) + " ×";
}
