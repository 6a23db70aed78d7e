from anomaly.threads import limit_spinning

limit_spinning()
