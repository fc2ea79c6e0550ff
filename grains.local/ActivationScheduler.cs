namespace Dispatch.Grains.Local;

/// <summary>Runs the tasks of one activation one after another, in the order they became ready, on the thread pool or on another scheduler.</summary>
internal sealed class ActivationScheduler(TaskScheduler? underlying) : TaskScheduler, IThreadPoolWorkItem
{
    /// <summary>Tasks run in one go on the thread pool before others get their chance.</summary>
    private const int TasksInOneGo = 32;

    private readonly Queue<Task> ready = new();
    private bool scheduled, closed;

    /// <summary>Drops what is ready and whatever becomes ready later.</summary>
    public void Close()
    {
        lock (ready)
        {
            closed = true;
            ready.Clear();
        }
    }

    void IThreadPoolWorkItem.Execute() => RunReady(TasksInOneGo);

    protected override void QueueTask(Task task)
    {
        lock (ready)
        {
            if (closed)
                return;
            ready.Enqueue(task);
            if (scheduled)
                return;
            scheduled = true;
        }

        Schedule();
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        !taskWasPreviouslyQueued && Current == this && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks()
    {
        lock (ready)
            return [.. ready];
    }

    private void Schedule()
    {
        if (underlying is null)
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: true);
        else
            // One task at a time, so that the scheduler below decides about every interleaving.
            Unflowed.Start(static state => ((ActivationScheduler)state!).RunReady(1), this, underlying);
    }

    private void RunReady(int atMost)
    {
        for (; ; atMost--)
        {
            Task? task;
            lock (ready)
            {
                if (ready.Count is 0)
                {
                    scheduled = false;
                    return;
                }

                task = atMost > 0 ? ready.Dequeue() : null;
            }

            if (task is null)
            {
                Schedule();
                return;
            }

            TryExecuteTask(task);
        }
    }
}
