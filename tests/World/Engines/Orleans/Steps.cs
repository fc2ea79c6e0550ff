namespace Dispatch.Tests.World;

/// <summary>Moves a clock on from one timer to the next, each time once all is done.</summary>
internal sealed class Steps(ManualTime time, Func<IReadOnlyList<Activity>> running)
{
    private static readonly TimeSpan Within = TimeSpan.FromHours(1);

    /// <summary>Runs work to its end; the clock moves only as far as the work waits for it.</summary>
    public T Run<T>(Func<Task<T>> work)
    {
        var limit = time.GetUtcNow() + Within;
        var task = Task.Run(work);
        while (!task.IsCompleted)
        {
            // Work that is not a grain call may take longer than the usual moment.
            AwaitCalm(() => task.IsCompleted, longer: 20);
            if (task.IsCompleted)
                break;
            if (time.NextDue is not { } due || due > limit)
                throw new TimeoutException($"The work had not ended by {limit:O}, and nothing falls due before.");
            time.AdvanceTo(due);
        }
        return task.GetAwaiter().GetResult();
    }

    /// <inheritdoc cref="Run{T}" />
    public void Run(Func<Task> work) => Run(async () =>
    {
        await work();
        return true;
    });

    /// <summary>Lets time pass until an instant, with everything that falls due in it.</summary>
    public void AdvanceTo(DateTimeOffset instant)
    {
        Settle();
        while (time.NextDue is { } due && due <= instant)
        {
            time.AdvanceTo(due);
            Settle();
        }
        time.AdvanceTo(instant);
        Settle();
    }

    /// <summary>Lets everything end that needs no time.</summary>
    public void Settle() => AwaitCalm(static () => false, longer: 1);

    private void AwaitCalm(Func<bool> over, int longer)
    {
        foreach (var activity in running())
            activity.AwaitCalm(over, longer);
    }
}
