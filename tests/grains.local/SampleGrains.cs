using Orleans;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace Dispatch.Tests.GrainsLocal;

public sealed record Box(List<int> Numbers);

/// <summary>Does what a test asks for.</summary>
public interface IProbe : IGrainWithStringKey
{
    Task Say(string line);

    /// <summary>Says it before and after waiting.</summary>
    Task SayAround(string line, TimeSpan wait);

    Task<string> Key();

    ValueTask<int> Add(int first, int second);

    ValueTask Touch();

    Task<Box> Append(Box box, int number);

    /// <summary>The box that the grain keeps, itself.</summary>
    Task<Box> Kept();

    Task Fail(string message);

    Task FailAtOnce(string message);

    [OneWay]
    Task Shout(string line);

    Task Leave();

    Task LeaveThenSay(string line);

    Task Stay(TimeSpan span);

    /// <summary>Calls each next grain and waits for it.</summary>
    Task Visit(string[] path);

    /// <summary>Starts the visit as a reaction and does not wait.</summary>
    Task VisitWithoutWaiting(string[] path);

    Task StartTimer(TimeSpan due, TimeSpan period, bool keepAlive);

    Task StopTimer();

    /// <summary>Starts a timer whose call back waits until its token is cancelled.</summary>
    Task StartEndlessTick();

    Task StartTickThatDisposesItsTimer();

    /// <summary>Starts a timer whose waits double: 2 s, 4 s and so on, half of it within the tick before.</summary>
    Task StartTimerThatSlowsDown();

    Task StartFailingTimer();

    Task<int> CountUnsafely(int times);
}

public sealed class Probe(Diary diary, TimeProvider time) : Grain, IProbe
{
    private readonly Box kept = new([1]);
    private IGrainTimer? timer;
    private int count;

    private string Me => this.GetPrimaryKeyString();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        diary.Write($"{Me} activates");
        return Me.StartsWith("broken/", StringComparison.Ordinal)
            ? throw new InvalidOperationException("It is broken.")
            : Task.CompletedTask;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        diary.Write($"{Me} begins to deactivate: {reason.ReasonCode}");
        await Task.Delay(TimeSpan.FromMilliseconds(5), time, CancellationToken.None);
        diary.Write($"{Me} deactivated");
    }

    public Task Say(string line)
    {
        diary.Write($"{Me}: {line}");
        return Task.CompletedTask;
    }

    public async Task SayAround(string line, TimeSpan wait)
    {
        diary.Write($"{Me}: {line} begins");
        await Task.Delay(wait, time);
        diary.Write($"{Me}: {line} ends");
    }

    public Task<string> Key() => Task.FromResult(Me);

    public ValueTask<int> Add(int first, int second) => new(first + second);

    public async ValueTask Touch()
    {
        await Task.Yield();
        diary.Write($"{Me} touched");
    }

    public Task<Box> Append(Box box, int number)
    {
        box.Numbers.Add(number);
        return Task.FromResult(box);
    }

    public Task<Box> Kept() => Task.FromResult(kept);

    public async Task Fail(string message)
    {
        await Task.Yield();
        throw new FormatException(message);
    }

    public Task FailAtOnce(string message) => throw new FormatException(message);

    public Task Shout(string line) => SayAround(line, TimeSpan.FromSeconds(1));

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public async Task LeaveThenSay(string line)
    {
        DeactivateOnIdle();
        await Task.Delay(TimeSpan.FromSeconds(1), time);
        diary.Write($"{Me}: {line}");
    }

    public Task Stay(TimeSpan span)
    {
        DelayDeactivation(span);
        return Task.CompletedTask;
    }

    public async Task Visit(string[] path)
    {
        diary.Write($"{Me} visited");
        if (path is [var next, .. var rest])
            await GrainFactory.GetGrain<IProbe>(next).Visit(rest);
    }

    public Task VisitWithoutWaiting(string[] path)
    {
        using (ExecutionContext.SuppressFlow())
            _ = Visit(path);
        return Task.CompletedTask;
    }

    public Task StartTimer(TimeSpan due, TimeSpan period, bool keepAlive)
    {
        timer = this.RegisterGrainTimer(
            cancellationToken =>
            {
                diary.Write($"{Me} ticks at {(time.GetUtcNow() - World.Start).TotalSeconds}");
                return Task.CompletedTask;
            },
            new() { DueTime = due, Period = period, KeepAlive = keepAlive });
        return Task.CompletedTask;
    }

    public Task StopTimer()
    {
        timer?.Dispose();
        return Task.CompletedTask;
    }

    public Task StartEndlessTick()
    {
        this.RegisterGrainTimer(
            async cancellationToken =>
            {
                diary.Write($"{Me} tick begins");
                await Task.Delay(TimeSpan.FromSeconds(10), time, cancellationToken);
                diary.Write($"{Me} tick ends");
            },
            TimeSpan.FromSeconds(1),
            Timeout.InfiniteTimeSpan);
        return Task.CompletedTask;
    }

    public Task StartTickThatDisposesItsTimer()
    {
        timer = this.RegisterGrainTimer(
            async cancellationToken =>
            {
                timer!.Dispose();
                try
                {
                    await Task.Delay(TimeSpan.FromSeconds(10), time, cancellationToken);
                }
                catch (OperationCanceledException)
                {
                    diary.Write($"{Me} tick was cancelled at {(time.GetUtcNow() - World.Start).TotalSeconds}");
                }
            },
            TimeSpan.FromSeconds(1),
            TimeSpan.FromSeconds(1));
        return Task.CompletedTask;
    }

    public Task StartTimerThatSlowsDown()
    {
        var wait = TimeSpan.FromSeconds(1);
        timer = this.RegisterGrainTimer(
            async cancellationToken =>
            {
                diary.Write($"{Me} ticks at {(time.GetUtcNow() - World.Start).TotalSeconds}");
                timer!.Change(wait *= 2, Timeout.InfiniteTimeSpan);
                await Task.Delay(wait / 2, time, cancellationToken);
            },
            TimeSpan.FromSeconds(1),
            TimeSpan.FromSeconds(1));
        return Task.CompletedTask;
    }

    public Task StartFailingTimer()
    {
        this.RegisterGrainTimer(
            (name, _) =>
            {
                diary.Write($"{name} fails");
                throw new FormatException("A tick went wrong.");
            },
            Me,
            new GrainTimerCreationOptions(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1)));
        return Task.CompletedTask;
    }

    public async Task<int> CountUnsafely(int times)
    {
        for (var step = 0; step < times; step++)
        {
            var seen = count;
            if (step % 10 is 0)
                await Task.Yield();
            count = seen + 1;
        }

        return count;
    }
}
